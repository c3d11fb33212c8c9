import { Found, ServerError } from './errors.js';

/**
 * Adds a property `server` to an object, unless it has the module already, of whichever copy of this plugin.
 *
 * @param owner - A faker, or the prototype of many.
 * @param faker - Who reads the property: the faker, or one of the many.
 * @throws {ServerError} When it is frozen, or has another `server`.
 */
export function addServer(path: string, owner: object, faker: object, property: () => PropertyDescriptor): void {
  const present: unknown = Reflect.get(owner, 'server', faker);
  if (present === undefined) {
    if (!Reflect.defineProperty(owner, 'server', { ...property(), enumerable: true, configurable: true })) {
      throw new ServerError(path, 'a faker to which a property can be added', new Found('a frozen one'));
    }
  } else if (!isModule(present)) {
    throw new ServerError(path, 'a faker without another server property', new Found('one that has it'));
  }
}

/** Whether a faker's `server` is a module of this plugin, of whichever copy of it. */
function isModule(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'archetype' in value && 'fleet' in value;
}
