/** The one module of seedrandom in use; `@types/seedrandom` does not cover the path. */
declare module 'seedrandom/lib/alea.js' {
  interface Alea {
    /** A random number, 0 (included) to 1 (excluded). */
    (): number;
    /** 32 random bits, as a signed integer. */
    int32(): number;
  }
  export default function alea(seed: string): Alea;
}
