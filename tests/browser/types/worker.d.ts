// What the service worker finds around it. Types only: nothing of this is published.

/** The build puts it before the script: `src/site/build/offline.rs`. */
declare const SITE: {
  version: string;
  /** Path and beginning of the hash of each file that is there at once or not at all. */
  files: [string, string][];
  /** The file that lists what is fetched later. */
  more: string;
  /** The file that lists all pages. */
  pages: string;
};

declare const clients: Clients;
declare const registration: ServiceWorkerRegistration;

interface WorkerGlobalScope {
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ExtendableMessageEvent) => void): void;
}
