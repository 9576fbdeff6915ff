/** Keeps a text on this device. False where it has no room for it: a browser gives a site some megabytes. */
export function keptOnDevice(place: string, text: string, device: Storage = localStorage): boolean {
  try {
    device.setItem(place, text);
    return true;
  } catch {
    return false;
  }
}
