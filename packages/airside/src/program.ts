import { Command, CommanderError } from 'commander';

import { calledAs } from './called-as.ts';
import { accessCommand } from './commands/access.ts';
import { alertsCommand } from './commands/alerts.ts';
import { applicationsCommand } from './commands/applications.ts';
import { behaviorCommand } from './commands/behavior.ts';
import { blockCommand, blocksCommand, unblockCommand } from './commands/blocks.ts';
import { callersCommand } from './commands/callers.ts';
import { channelsCommand } from './commands/channels.ts';
import { checkCommand } from './commands/check.ts';
import { clientsCommand } from './commands/clients.ts';
import { completionCommand } from './commands/completion.ts';
import { consumersCommand } from './commands/consumers.ts';
import { coverageCommand } from './commands/coverage.ts';
import { credentialCommand } from './commands/credential.ts';
import { dataCommand } from './commands/data.ts';
import { definitionCommand } from './commands/definition.ts';
import { detectionsCommand } from './commands/detections.ts';
import { diffCommand } from './commands/diff.ts';
import { discoverCommand } from './commands/discover.ts';
import { driftCommand } from './commands/drift.ts';
import { exchangesCommand } from './commands/exchanges.ts';
import { exportsCommand } from './commands/exports.ts';
import { groupsCommand } from './commands/groups.ts';
import { historyCommand } from './commands/history.ts';
import { incidentsCommand } from './commands/incidents.ts';
import { initCommand } from './commands/init.ts';
import { keysCommand } from './commands/keys.ts';
import { lintCommand } from './commands/lint.ts';
import { metricsCommand } from './commands/metrics.ts';
import { narrowCommand } from './commands/narrow.ts';
import { plansCommand } from './commands/plans.ts';
import { replayCommand } from './commands/replay.ts';
import { rulesCommand } from './commands/rules.ts';
import { schemaCommand } from './commands/schema.ts';
import { upCommand } from './commands/up.ts';
import { wafCommand } from './commands/waf.ts';
import { CommandError, EXIT } from './exit.ts';
import { note, paint } from './terminal.ts';
import { version } from './version.ts';

/**
 * The command line as a tree of commands. A command is a file in `commands/`, which loads quickly; what it does is the file of the same name
 * in `actions/`, loaded when it is asked for.
 */
function createProgram(): Command {
  const self = calledAs();
  const program = new Command('airside')
    .description('A layered API security platform: gateway, firewall and behaviour engine in front of every API.')
    .version(version())
    .option('--no-color', 'plain output')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what can be written here)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Start here:
  ${self} up                                     the example shop, and Airside before it
  ${self} up --upstream http://127.0.0.1:3000    your own API, protected, without a configuration file
  ${self} init --upstream http://127.0.0.1:3000  write the configuration file that this would have used

Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 something outside is missing or refused.`,
    );
  for (const command of [
    upCommand,
    checkCommand,
    accessCommand,
    initCommand,
    exchangesCommand,
    metricsCommand,
    alertsCommand,
    consumersCommand,
    applicationsCommand,
    keysCommand,
    clientsCommand,
    plansCommand,
    groupsCommand,
    historyCommand,
    channelsCommand,
    exportsCommand,
    credentialCommand,
    incidentsCommand,
    detectionsCommand,
    callersCommand,
    blocksCommand,
    blockCommand,
    unblockCommand,
    wafCommand,
    rulesCommand,
    definitionCommand,
    lintCommand,
    discoverCommand,
    driftCommand,
    diffCommand,
    dataCommand,
    coverageCommand,
    replayCommand,
    narrowCommand,
    behaviorCommand,
    schemaCommand,
    completionCommand,
  ]) {
    program.addCommand(inheriting(program, command(program)));
  }
  return program;
}

/** Runs a command line; yields the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--no-color')) {
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  }
  process.stdout.on('error', onOutputError);
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof CommandError)) throw error;
    note(`${paint('red', 'airside:', process.stderr)} ${error.message}`);
    if (error.hint !== undefined) note(`         ${error.hint}`);
    return error.exitCode;
  }
}

/** Commander passes settings on to commands that it makes itself, not to those that are added. */
function inheriting(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheriting(command, child);
  return command;
}

/** `airside exchanges | head` closes the pipe early: that is no failure. A full disk is. */
function onOutputError(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  note(`airside: standard output cannot be written: ${error.message}`);
  process.exit(EXIT.unavailable);
}
