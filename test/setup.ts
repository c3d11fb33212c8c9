import fc from 'fast-check';

// One seed for every run, here and in CI: a property that fails, fails again. FC_SEED=random looks further afield.
const seed = process.env['FC_SEED'];
fc.configureGlobal(seed === 'random' ? {} : { seed: seed === undefined ? 20260101 : Number(seed) });
