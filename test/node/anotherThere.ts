/** What every database says of records that would go on where those of another server of the same id end. */
export function anotherThere(path: string, id: string): string {
  return (
    `${path}: expected the servers that the table servers has under these ids (the same seed makes them; others need ` +
    `ids of their own), received another "${id}"`
  );
}
