import process from 'node:process';
import { autoShard } from '../environmentShard.js';

/** The shard that a flag asks for, such as `3/16`: in numbers also where it is `auto`. */
export function chosenShard(flag: string | undefined): string | undefined {
  const auto = autoShard('--shard', flag, process.env);
  return auto === undefined ? flag : `${auto.index}/${auto.of}`;
}
