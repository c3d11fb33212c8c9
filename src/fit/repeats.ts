import { byDay } from './byDay.js';
import { dotProduct } from './dotProduct.js';

/**
 * How many days are worth one day of its own, where a power of noise that remembers is averaged: 1 + 2 Σ rᵖ over the
 * noise's autocorrelations r (M. S. Bartlett, Journal of the Royal Statistical Society 98, 1935).
 */
export function repeats(normal: Float64Array, days: Int32Array, power: 2 | 3): number {
  const at = byDay(days, normal);
  const variance = dotProduct(normal, normal) / normal.length;
  let sum = 1;
  for (let lag = 1; lag <= LONGEST_LAG; lag++) {
    let products = 0;
    let count = 0;
    for (let i = 0; i < days.length; i++) {
      const other = at.get(days[i]! + lag);
      if (other === undefined) continue;
      products += normal[i]! * other;
      count++;
    }
    const correlation = count > 0 ? Math.max(0, products / count / variance) : 0;
    sum += 2 * (power === 2 ? correlation * correlation : correlation * correlation * correlation);
  }
  return sum;
}

const LONGEST_LAG = 60;
