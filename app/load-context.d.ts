import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    nonce: string;
    requestId: string;
    address: string;
    /** Set when the form that was sent is larger than may be: how many megabytes, and how many may be. */
    tooLarge?: { sent: number; most: number };
  }
  interface Future {
    v3_singleFetch: true;
  }
}
