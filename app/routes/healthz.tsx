/** The process is alive. */
export const loader = () => new Response("ok");
