// Where an access key may go: the API and the feed of the gateways of this test, and the ways that lead there.

const roots = new Set<string>();

/** A gateway answers below this URL, which has a slash at its end. */
export function addGateway(url: string): void {
  roots.add(url);
}

/** The next test has gateways of its own. */
export function clearGateways(): void {
  roots.clear();
}

export function isApi(url: string): boolean {
  return isBelow(url, '3/');
}

export function isFeed(url: string): boolean {
  return isBelow(url.replace(/^ws/, 'http'), 'feed');
}

function isBelow(url: string, path: string): boolean {
  return [...roots].some((root) => url.startsWith(root + path));
}
