/** Keeps a value on this device. False where it has no room for it: a browser gives a site some megabytes. */
export function keptOnDevice(place: string, value: unknown): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
