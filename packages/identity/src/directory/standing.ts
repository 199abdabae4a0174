import type { Directory } from './directory.ts';

/** What a credential was given to. */
export interface Holder {
  readonly consumer: string;
  readonly application?: string;
}

/** What the directory adds to a principal. */
export interface Standing {
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly plan?: string;
  readonly application?: string;
}

/** The roles, groups and plan of whom a credential was given to; why none of its credentials is accepted, as `fault`. */
export function standingOf(holder: Holder, directory: Directory): { readonly fault: string } | Standing {
  const consumer = directory.consumer(holder.consumer);
  if (consumer === undefined) return { fault: `consumer ${holder.consumer} does not exist any more` };
  if (consumer.suspended) return { fault: `consumer ${consumer.id} is suspended` };
  const { roles, groups } = consumer;
  if (holder.application === undefined) return withPlan({ roles, groups }, consumer.plan);
  const application = directory.application(holder.application);
  if (application?.consumer !== consumer.id)
    return { fault: `application ${holder.application} of consumer ${consumer.id} does not exist any more` };
  if (application.suspended) return { fault: `application ${application.id} of consumer ${consumer.id} is suspended` };
  return withPlan({ roles, groups, application: application.id }, application.plan ?? consumer.plan);
}

function withPlan(standing: Standing, plan: string | undefined): Standing {
  return plan === undefined ? standing : { ...standing, plan };
}
