const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const C_LIBRARIES: Readonly<Record<string, string>> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** An entry of `packages` in package-lock.json, as far as it matters here. */
export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * Entries for optional dependencies that a lockfile names without having them. npm leaves them out when the registry does not serve the
 * packages of other platforms, and `npm ci` then refuses the lockfile. The platform follows from the package's name, which is what these
 * packages are named by; npm reads it to pass over what does not fit the machine.
 */
export function missingOptional({ packages }: Lockfile): Readonly<Record<string, LockedPackage>> {
  const present = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
  const missing: Record<string, LockedPackage> = {};
  for (const { dev, optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (present.has(name)) continue;
      missing[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev === true && { dev }), optional: true };
    }
  }
  return missing;
}

/** The lockfile with all optional dependencies in it, its packages in npm's order. */
export function completeLockfile(lockfile: Lockfile): Lockfile {
  const packages = Object.entries({ ...lockfile.packages, ...missingOptional(lockfile) }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lockfile, packages: Object.fromEntries(packages) };
}

function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.flatMap((word) => C_LIBRARIES[word] ?? []);
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }) };
}
