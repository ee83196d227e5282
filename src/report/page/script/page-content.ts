/** What the page shows: data in the page, which no browser takes for a script. */
export function pageContent<Content>(): Content {
  return JSON.parse((document.getElementById('content') as HTMLElement).textContent as string)
}
