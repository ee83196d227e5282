import { z } from 'zod'
import type { MenuNode, MenuScenario } from '../../sim/index.ts'
import { arrivalsOf, arrivalWords, type ScenarioSurroundings } from './arrival-file-schema.ts'
import { name, randomTime, share, whole } from './scenario-words.ts'

const choice = z.strictObject(
  {
    share: share
      .optional()
      .meta({ description: 'Of those who press something. One choice may leave it out: the rest.' }),
    to: name.optional().meta({ description: 'A node of the menu, or a queue.' }),
    end: z
      .enum(['self-service', 'hang-up'], 'not an end: take self-service or hang-up; a node or queue stands after "to"')
      .optional()
      .meta({ description: 'Instead of to: the caller is served (self-service) or gives up (hang-up).' }),
    tier: name.optional().meta({ description: 'The contact is of this tier from here on.' }),
  },
  'not a choice: write { share: 60%, to: NAME } or { share: 30%, end: self-service }',
)

const node = z.strictObject(
  {
    time: randomTime.meta({
      description: 'The announcement, and choosing: a time that is exactly so long, or a distribution.',
    }),
    choices: z
      .array(choice, 'not a list of choices: write - { share: 60%, to: NAME } for each key')
      .meta({ description: 'What each key leads to. The shares are of those who press something.' }),
    silence: z
      .strictObject(
        {
          share: share.meta({ description: 'Share of those who hear the announcement that press nothing.' }),
          again: share.optional().meta({
            description: 'Share of the silent that are silent at a replay too. Default: share; 100% for empty lines.',
          }),
          wait: randomTime.optional().meta({ description: 'How long a replay takes. Default uniform from 5s to 6s.' }),
          repeats: whole('not a number of replays: write 0, 1, 2, 3, ...')
            .optional()
            .meta({ description: 'Replays before the call is ended. Default 3.' }),
        },
        'not a silence: write { share: 4% }',
      )
      .optional()
      .meta({ description: 'What becomes of those who press nothing. Default: everybody presses something.' }),
    'hang-up': share
      .optional()
      .meta({ description: 'Share of those who enter the node that hang up during its announcement. Default 0.' }),
  },
  'not a node: write its time and its choices',
)

/** A menu of a scenario file. */
export const menuFileSchema = z.strictObject(
  {
    ...arrivalWords,
    start: name.optional().meta({ description: 'The node in which calls begin. Default: the first.' }),
    lines: whole('not a number of lines: write a whole number, 0 or more')
      .optional()
      .meta({ description: 'Calls in the menu at once; more are blocked. Default no limit.' }),
    nodes: z
      .record(z.string(), node, 'not nodes: write a name, and its time and choices')
      .meta({ description: 'Announcements with what callers do at them, by name.' }),
  },
  'not a menu: write its volume and its nodes',
)
export type MenuWords = z.infer<typeof menuFileSchema>

/** A menu in the library's words. */
export function menuOf({ nodes, ...menu }: MenuWords, surroundings: ScenarioSurroundings, place: string): MenuScenario {
  return {
    ...arrivalsOf(menu, surroundings, place),
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([name, { 'hang-up': hangUp, ...node }]) => [
        name,
        { ...node, ...(hangUp === undefined ? {} : { hangUp }) } as MenuNode,
      ]),
    ),
  } as MenuScenario
}
