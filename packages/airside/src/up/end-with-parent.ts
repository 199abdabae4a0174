/** Loaded before a child process's own module: ends the process when the one that started it has ended, however that ended. */
process.once('disconnect', () => process.exit());
