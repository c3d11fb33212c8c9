declare module 'asciichart' {
  interface Settings {
    min?: number;
    max?: number;
    height?: number;
    symbols?: readonly string[];
    format?: (value: number) => string;
  }
  const asciichart: {
    plot(series: readonly number[], settings?: Settings): string;
  };
  export default asciichart;
}
