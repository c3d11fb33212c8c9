/** Freezes plain data all the way down. */
export function deepFreeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null) {
    for (const key in data) deepFreeze(data[key]);
    Object.freeze(data);
  }
  return data;
}
