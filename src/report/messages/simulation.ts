import { MENU, STAFF_WARNINGS } from '../../domain/messages/index.ts'
import { inLanguages } from '../language.ts'

/** What in the menus of a scenario is hard on callers. */
export const menuTexts = inLanguages(
  MENU,
  {
    deep: '语音菜单{menu}有{layers}层',
    followAtMost: '来电者最多能跟上{most}层：请把{node}提到上层，或交给人工',
    broad: '语音菜单{menu}的第{layer}层有{count}个节点',
    nodesAtMost: '每层以{most}个为限：请合并同类项',
    manyChoices: '语音菜单{menu}的节点{node}有{count}个选项',
    rememberAtMost: '来电者最多能记住{most}个',
    because: '{what}：{how}',
  },
  {
    deep: 'das Menü {menu} ist {layers} Ebenen tief',
    followAtMost:
      'Anrufer folgen höchstens {most}: {node} von weiter oben erreichbar machen oder einem Agenten überlassen',
    broad: 'Ebene {layer} des Menüs {menu} hat {count} Knoten',
    nodesAtMost: 'üblich sind höchstens {most} je Ebene: Zusammengehöriges zusammenlegen',
    manyChoices: 'der Knoten {node} des Menüs {menu} hat {count} Tasten',
    rememberAtMost: 'Anrufer merken sich höchstens {most}',
    because: '{what}: {how}',
  },
)

/** What the calculator warns of. */
export const staffTexts = inLanguages(
  STAFF_WARNINGS,
  {
    "service level 'answered/answered' leaves out everybody who hung up: it can be met by losing callers, so ask for a connect rate or an abandonment beside it":
      '服务水平的口径“接通/接通”不计放弃的客户：流失客户也能达标，因此请同时要求接通率或放弃率',
  },
  {
    "service level 'answered/answered' leaves out everybody who hung up: it can be met by losing callers, so ask for a connect rate or an abandonment beside it":
      "das Servicelevel nach 'answered/answered' lässt alle Aufleger weg: auch mit verlorenen Anrufern ist es zu erreichen; darum daneben eine Erreichbarkeit oder Abbruchquote verlangen",
  },
)
