// What the tests find on the pages besides what browsers have.

interface Window {
  loaSearchTasks?: unknown;
}

interface Document {
  readonly activeElement: HTMLElement | null;
}

/** Of elements that have one. */
interface Element {
  name?: string;
}
