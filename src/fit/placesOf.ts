/** The places of those values that are numbers. Plain loops: iterators and filters take twenty times as long. */
export function placesOf(values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) places[count++] = i;
  return places.subarray(0, count);
}
