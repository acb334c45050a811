import * as fc from "fast-check";

// One seed for all property tests: a failure is the same on each machine and on each run.
fc.configureGlobal({seed: 20_240_801, numRuns: 1000, verbose: false});
