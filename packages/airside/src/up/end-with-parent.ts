/** Loaded before a child process's own module: ends the process when the one that started it has ended, however that ended. */
process.once('disconnect', () => process.exit());
// Listening alone must not keep the process from ending by itself.
process.channel?.unref();
