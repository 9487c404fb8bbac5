// What the theme's scripts find on a page and tell each other: the one place where it is written down. Types only: nothing of
// this is published.

/** The script `search-worker.js`: one function a task. */
interface SearchTasks {
  load(data: { script: string }): void;
  open(data: { module: WebAssembly.Module; start: Uint8Array }): void;
  provide(data: { name: string; bytes: Uint8Array }): void;
  search(data: SearchRequest): SearchAnswer;
}

interface SearchRequest {
  query: string;
  kind: string;
  limit: number;
  asTyped: boolean;
  typing: boolean;
}

interface SearchKind {
  slug: string;
  label: string;
  count: number;
}

interface SearchHit {
  url: string;
  anchor: string;
  kind: string;
  label: string;
  date: string;
  heading: string;
  /** Pieces, every second one to be marked. */
  title: string[];
  excerpt: string[];
}

interface SearchUrgent {
  url: string;
  title: string;
  call: string;
  [fact: string]: any;
}

/** What the engine answers: `search-wasm/src/query/json.rs` writes it. */
interface SearchAnswer {
  /** Parts of the index that are needed first; then nothing else is there. */
  need?: string[];
  hits: SearchHit[];
  total: number;
  corrected?: string;
  kinds: SearchKind[];
  suggestions: string[];
  urgent?: SearchUrgent;
  weak: boolean;
}

/** `search-engine.js` for `search.js`. */
interface Search {
  open(): Promise<unknown>;
  search(request: SearchRequest, isStale: () => boolean): Promise<SearchAnswer | null>;
}

/** `search-answers.js` for `search.js`. */
interface SearchAnswers {
  urgent(urgent: SearchUrgent, href: string): HTMLElement;
  asksForContact(query: string): boolean;
  isPlace(query: string): boolean;
  ordered(query: string, contacts: HTMLElement): void;
  move(event: KeyboardEvent, input: HTMLElement, list: HTMLElement): void;
  more(list: HTMLElement, load: () => Promise<void>): HTMLElement;
  missing(query: string, list: HTMLElement, hits: SearchHit[], results: (hits: SearchHit[]) => HTMLElement): string;
  filters(row: HTMLElement, answer: SearchAnswer, chosen: string, choose: (kind: string) => void): void;
  groups(
    answer: SearchAnswer,
    results: (hits: SearchHit[]) => HTMLElement,
    choose: (kind: string) => void,
  ): HTMLElement[];
}

interface Window {
  /** The day of the build, from `built.js`. */
  loaBuilt: string;
  loaAloud?: boolean;
  loaSearch?: Search;
  loaSearchAnswers?: SearchAnswers;
  loaSearchTasks?: SearchTasks;
  /** Engine and index in one, in base64, for `file://`. */
  loaSearchFile?: string;
  importScripts(...urls: string[]): void;
}

/** The engine: `search-wasm/pkg/engine.js`. */
declare namespace wasm_bindgen {
  function initSync(given: { module: WebAssembly.Module }): void;
  class Engine {
    constructor(start: Uint8Array);
    provide(name: string, bytes: Uint8Array): void;
    search(query: string, kind: string, limit: number, asTyped: boolean, typing: boolean): string;
  }
}

declare class WorkerGlobalScope extends EventTarget {}

// ---- the pages

interface ParentNode {
  querySelector(selectors: '[data-filter]'): { readonly elements: Iterable<HTMLSelectElement> } & HTMLFormElement;
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: '.review-due'): NodeListOf<HTMLTimeElement>;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

interface Element {
  closest(selectors: string): HTMLElement | null;
}

interface Document {
  getElementById<E extends HTMLElement>(id: string): E | null;
  readonly activeElement: HTMLElement | null;
}

/** Events that the scripts look into are those of elements. */
interface EventTarget {
  closest?(selectors: string): HTMLElement | null;
}

/** No form of the theme sends files. */
interface FormData {
  [Symbol.iterator](): FormDataIterator<[string, string]>;
}

/** Not in all browsers. */
interface Navigator {
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
}

interface PromiseFulfilledResult<T> {
  reason?: undefined;
}
