/** One series of an answer: an instant query gives `value`, a range `values`; seconds since 1970, and a number as text. */
export interface PrometheusSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [time: number, value: string];
  readonly values?: readonly (readonly [time: number, value: string])[];
}

/** What a server that speaks Prometheus's protocol answers. */
export async function promQuery(url: string, query: string, time?: Date): Promise<readonly PrometheusSeries[]> {
  const at = time === undefined ? {} : { time: `${time.getTime() / 1000}` };
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body: new URLSearchParams({ query, ...at }) });
  const answer = (await response.json()) as { error?: string; data?: { result: readonly PrometheusSeries[] } };
  if (answer.data === undefined) throw new Error(`${query}: ${answer.error ?? response.statusText}`);
  return answer.data.result;
}
