import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { parseView } from '../make/pictures/View.ts'
import { Failed, Missing, Waiting } from './Fallbacks.tsx'
import { Shell } from './Shell.tsx'

/** Every screen is a folder with a `Screen.tsx`, loaded when it is first wanted. */
const screens = import.meta.glob<{ readonly Screen: ComponentType }>(['../*/Screen.tsx', '../make/*/Screen.tsx'])

const root = createRootRoute({ component: Shell, notFoundComponent: Missing })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/market', replace: true })
  },
})

const market = createRoute({
  getParentRoute: () => root,
  path: '/market',
  component: screen('market'),
  validateSearch: texts('q', 'kind', 'right', 'min', 'max', 'sort'),
})
const work = createRoute({
  getParentRoute: () => root,
  path: '/works/$id',
  component: screen('work'),
})
const make = createRoute({ getParentRoute: () => root, path: '/make', component: screen('make') })
const pictures = createRoute({
  getParentRoute: () => make,
  path: '/',
  component: screen('make/pictures'),
  validateSearch: parseView,
})
const teach = createRoute({ getParentRoute: () => make, path: '/teach', component: screen('make/teach') })
const jobs = createRoute({ getParentRoute: () => make, path: '/jobs', component: screen('make/jobs') })
const job = createRoute({ getParentRoute: () => make, path: '/jobs/$id', component: screen('make/job') })
const publish = createRoute({
  getParentRoute: () => make,
  path: '/publish',
  component: screen('make/publish'),
  validateSearch: texts('pictures', 'model', 'dataset', 'upload', 'parent'),
})
const draft = createRoute({ getParentRoute: () => make, path: '/drafts/$id', component: screen('make/draft') })
const person = createRoute({ getParentRoute: () => root, path: '/people/$address', component: screen('person') })
const verify = createRoute({ getParentRoute: () => root, path: '/verify', component: screen('verify') })
const statements = createRoute({
  getParentRoute: () => root,
  path: '/statements',
  component: screen('statements'),
  validateSearch: texts('account'),
})
const operations = createRoute({ getParentRoute: () => root, path: '/operations', component: screen('operations') })

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    market,
    work,
    make.addChildren([pictures, teach, jobs, job, publish, draft]),
    person,
    verify,
    statements,
    operations,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Failed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function screen(folder: string) {
  const load = screens[`../${folder}/Screen.tsx`]
  return load ? lazyRouteComponent(load, 'Screen') : Missing
}

/** Search parameters that are plain texts; anything else in the address is dropped. */
function texts<name extends string>(...names: readonly name[]) {
  return (search: Record<string, unknown>): { readonly [key in name]?: string } => {
    const known = names.filter((name) => typeof search[name] === 'string' || typeof search[name] === 'number')
    return Object.fromEntries(known.map((name) => [name, String(search[name])])) as { readonly [key in name]?: string }
  }
}
