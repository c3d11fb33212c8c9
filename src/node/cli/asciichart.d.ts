declare module 'asciichart' {
  interface Settings {
    min?: number;
    max?: number;
    height?: number;
    symbols?: readonly string[];
    colors?: readonly (string | undefined)[];
    format?: (value: number) => string;
  }
  const asciichart: {
    plot(series: ArrayLike<number>, settings?: Settings): string;
    colored(text: string, colour: string | undefined): string;
    readonly green: string;
    readonly yellow: string;
    readonly cyan: string;
    readonly magenta: string;
  };
  export default asciichart;
}
