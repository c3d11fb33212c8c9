import manifest from '../package.json' with { type: 'json' };

/** The packages that users have beside ours. All others are bundled with it, as tsup does. */
export const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
