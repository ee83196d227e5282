/** Which agent a contact gets when several are free. */
export const AGENT_SELECTIONS = ['order', 'most-idle', 'least-occupied', 'best-skill', 'random'] as const

/** Which contact a free agent takes. */
export const CALL_SELECTIONS = ['priority', 'longest-wait', 'furthest-beyond-target'] as const

/** How a campaign's contacts are dialled. */
export const CAMPAIGN_MODES = ['preview', 'progressive', 'power', 'predictive'] as const

/** Ways to find an expected wait. */
export const ESTIMATORS = ['queue-length', 'last-wait'] as const

/** How a contact ended from which work follows. */
export const OUTCOMES_FOLLOWED = ['answered', 'abandoned', 'blocked', 'closed', 'sent-away', 'missed'] as const

/** In how long each agent has so many pieces of work. */
export const WORK_PERIODS = ['day', 'week', 'month'] as const

/** Why a case is escalated. */
export const REASONS_TO_ESCALATE = ['late', 'repeat'] as const

/** How often everybody of a group is trained. */
export const TRAINING_PERIODS = ['week', 'month', 'quarter'] as const

export const EFFECTS = ['lost', 'queued', 'slow', 'absent', 'peak'] as const
