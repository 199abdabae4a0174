import { Command } from 'commander';

import type { InstallOptions } from '../actions/rules-install.ts';
import type { ListOptions } from '../actions/rules-list.ts';
import type { UpdateOptions } from '../actions/rules-update.ts';
import type { VersionOptions } from '../actions/rules-versions.ts';
import { withData } from './data-options.ts';

const CHANGES = '{"name", "version", "before", "ruleCount", "changes": {"added", "removed", "changed"}, "warnings", "testsPassed"}';
const STATE = 'one JSON object: {"name", "active", "pinned", "before"}';

export function rulesCommand(): Command {
  const command = new Command('rules').description(
    "Keep firewall rule sets, such as the OWASP Core Rule Set, in Airside's data directory.",
  );
  withSource(command.command('install'))
    .description('Store a rule set and make it the active version, once it has been proved, loaded and tested.')
    .argument('<source>', 'a folder, a .tar.gz archive, or the https URL of one (which needs --sha256 or --signature)')
    .option('--name <name>', 'what to call it; where absent, crs for the Core Rule Set, else what the source is called')
    .option('--json', `one JSON object: ${CHANGES}`)
    .addHelpText('after', '\nA running Airside applies it at once. What cannot be loaded changes nothing.')
    .action(async (source: string, options: InstallOptions) => {
      const { installRules } = await import('../actions/rules-install.ts');
      await installRules(source, options);
    });
  withSource(command.command('update'))
    .description('Look again where a rule set came from, and install what is newer. A pinned one stays.')
    .argument('[name]', 'the rule set; all where absent')
    .argument('[source]', 'another place to look at, as for install')
    .option('--json', `one JSON object: {"sets": [${CHANGES}]}`)
    .action(async (name: string | undefined, source: string | undefined, options: UpdateOptions) => {
      const { updateRules } = await import('../actions/rules-update.ts');
      process.exitCode = await updateRules(name, source, options);
    });
  withData(command.command('list'))
    .description('Print the rule sets and the versions of them that are kept.')
    .option('--json', 'one JSON object: {"sets": [{"name", "active", "pinned", "previous", "versions"}]}')
    .action(async (options: ListOptions) => {
      const { listRules } = await import('../actions/rules-list.ts');
      await listRules(options);
    });
  withData(command.command('rollback'))
    .description('Make the version before the active one again.')
    .argument('[name]', 'the rule set; may be absent where there is one')
    .option('--json', STATE)
    .action(async (name: string | undefined, options: VersionOptions) => {
      const { rollBackRules } = await import('../actions/rules-versions.ts');
      await rollBackRules(name, options);
    });
  withData(command.command('pin'))
    .description('Keep a version the active one until it is unpinned.')
    .argument('<name>', 'the rule set')
    .argument('[version]', 'one of the versions that are kept; the active one where absent')
    .option('--json', STATE)
    .action(async (name: string, version: string | undefined, options: VersionOptions) => {
      const { pinRules } = await import('../actions/rules-versions.ts');
      await pinRules(name, version, options);
    });
  withData(command.command('unpin'))
    .description('Let the active version change again.')
    .argument('<name>', 'the rule set')
    .option('--json', STATE)
    .action(async (name: string, options: VersionOptions) => {
      const { unpinRules } = await import('../actions/rules-versions.ts');
      await unpinRules(name, options);
    });
  withData(command.command('remove'))
    .description('Remove a version that is not the active one.')
    .argument('<name>', 'the rule set')
    .argument('<version>', 'the version')
    .option('--json', STATE)
    .action(async (name: string, version: string, options: VersionOptions) => {
      const { removeRules } = await import('../actions/rules-versions.ts');
      await removeRules(name, version, options);
    });
  return command;
}

function withSource(command: Command): Command {
  return withData(command)
    .option('--as <version>', 'the version to keep it as; where absent, what it says of itself')
    .option('--sha256 <hex>', 'SHA-256 of the archive, or of the listing of a folder')
    .option('--signature <file or url>', 'detached Ed25519 signature of the archive')
    .option('--key <file>', 'public key (PEM) of who signs')
    .option('--tests <directory>', 'run these tests (go-ftw) first; set:DIRECTORY is a folder of the rule set itself')
    .option('--verbose', 'print ids of rules that change, and warnings');
}
