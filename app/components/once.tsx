/** Names what a form makes: see `services/once.ts`. `name` is new with every page that the server makes. */
export function Once({ name }: { name: string }) {
  return <input type="hidden" name="key" value={name} />;
}
