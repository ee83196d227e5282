/** Natural logarithm of the odds below which it is no chance that nobody came: one in a million. */
export const NOBODY_ODDS = Math.log(1e-6)
/** Contacts that what is known of the places beside a silent stretch stands for: so a stretch that saw nobody is never given more than this in as many days. */
const PRIOR_CONTACTS = 1

/**
 * Contacts to expect at places of the day at which nobody came on any day on record, in as many days as they were observed. In a queue of few contacts that is chance:
 * a silent stretch has the rate of the nearest places beside it that had contacts, drawn towards none by its silence (the mean of a gamma distribution). Where such a silence would be
 * less likely than one in a million at that rate, which is itself known from so many contacts only (a negative binomial distribution), there are none.
 *
 * @param contacts at each place of the day, all days together
 * @param observed days on which each place was observed; places with 0 are nothing to be judged and get none
 */
export function contactsOfSilentPlaces(contacts: Float64Array, observed: ArrayLike<number>): Float64Array {
  const expected = new Float64Array(contacts.length)
  const isSilent = (place: number) => observed[place] > 0 && !(contacts[place] > 0)
  for (let from = 0; from < contacts.length; from++) {
    if (!isSilent(from)) continue
    let end = from
    while (end < contacts.length && !(contacts[end] > 0)) end++
    let days = 0
    for (let place = from; place < end; place++) days += observed[place]
    putExpected(expected, observed, from, end, days, besideOf(contacts, observed, from, end))
    from = end
  }
  return expected
}

/** Contacts and days of the nearest places that had contacts, before and after a stretch. */
function besideOf(contacts: Float64Array, observed: ArrayLike<number>, from: number, end: number) {
  let before = from - 1
  while (before >= 0 && !(contacts[before] > 0)) before--
  const places = [before, end].filter((place) => place >= 0 && place < contacts.length)
  return {
    contacts: places.reduce((sum, place) => sum + contacts[place], 0),
    days: places.reduce((sum, place) => sum + observed[place], 0),
  }
}

function putExpected(
  expected: Float64Array,
  observed: ArrayLike<number>,
  from: number,
  end: number,
  days: number,
  beside: { contacts: number; days: number },
): void {
  if (!(beside.contacts > 0 && beside.days > 0)) return
  if (beside.contacts * Math.log(beside.days / (beside.days + days)) < NOBODY_ODDS) return
  const atTheirRate = (beside.contacts / beside.days) * days
  const ofStretch = (PRIOR_CONTACTS * atTheirRate) / (PRIOR_CONTACTS + atTheirRate)
  for (let place = from; place < end; place++) expected[place] = (ofStretch * observed[place]) / days
}
