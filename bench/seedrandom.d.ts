/** seedrandom's generators that are only measured. */
declare module 'seedrandom/lib/tychei.js' {
  export { default } from 'seedrandom';
}
declare module 'seedrandom/lib/xor128.js' {
  export { default } from 'seedrandom';
}
declare module 'seedrandom' {
  export default function generator(seed: string): { (): number; int32(): number };
}
