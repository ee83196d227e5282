import fc from 'fast-check'

/**
 * Properties are tried on the same inputs in every run, so that a change is judged by what it changes. `PROPERTY_SEED=7` takes others, `PROPERTY_SEED=new` those of the moment: a
 * property that fails prints the seed that it was tried with.
 */
const { PROPERTY_SEED } = process.env
if (PROPERTY_SEED !== 'new') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED ?? 1) })
