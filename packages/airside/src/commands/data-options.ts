import { Command } from 'commander';

/** Adds the options that say where Airside's data is. */
export function withData(command: Command): Command {
  return command
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--config <file>', 'configuration file that names the data directory; where absent, airside.yaml if there is one');
}

/** A command about records, and what all of its kind have to say. */
export function recordsCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addHelpText(
      'after',
      '\nChanges need a running Airside, and are in effect when the command returns. What is read is read from disk where none is running.',
    );
}

/** What a command prints for programs. */
export const RECORD_JSON = 'the record as one JSON object';
export const LIST_JSON = 'one JSON object a line';
