/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor.c -- look at everything that a run needs, change nothing, and say for
 * each finding how to mend it.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/host/address.h"
#include "core/host/rights.h"
#include "core/phone/power.h"
#include "core/phone/registry.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/sections.h"
#include "core/serve/instance.h"
#include "core/verbs/app.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define RULES_SIZE 65536        /* of the firewall's rules that are read */

enum remark { FINDING_OK, FINDING_NOTE, FINDING_BAD };

struct doctor {
	struct app *app;
	struct bench bench;
	struct settings config;
	struct plugins plugins;
	struct library library;
	struct xmldefault xmldefault;
	json_t *findings;
	int status;             /* the gravest, as an exit status */
};

static void __attribute__((format(printf, 5, 6)))
find(struct doctor *d, enum remark how, int status, const char *check, const char *fmt, ...)
{
	static const char *const mark[] = { "ok  ", "note", "BAD " };
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (!d->app->json && (how != FINDING_OK || !d->app->quiet))
		printf("%s  %-14s %s\n", mark[how], check, text);
	json_array_append_new(d->findings,
			      json_pack("{s:s, s:b, s:s}", "check", check, "ok", how != FINDING_BAD,
					"message", text));
	/* A guard, then configuration, then library, then the machine. */
	if (how == FINDING_BAD && (d->status == EXIT_GOOD || status == EXIT_GUARD))
		d->status = status;
}

/* -- configuration and knowledge -------------------------------------------------- */

static void look_config(struct doctor *d)
{
	int err = app_bench(d->app, &d->bench, &d->config, &d->plugins);

	if (err != EXIT_GOOD)
		find(d, FINDING_BAD, err, "configuration", "has errors: see above");
	if (!d->config.interface)
		find(d, FINDING_BAD, EXIT_USAGE, "configuration", "[bench] interface is required");
	if (d->config.address.s_addr == INADDR_ANY)
		find(d, FINDING_BAD, EXIT_USAGE, "configuration", "[bench] address is required");
	if (d->status == EXIT_GOOD)
		find(d, FINDING_OK, 0, "configuration", "%s; %zu models, %zu protocol plugins",
		     d->config.ini.path ? d->config.ini.path : "no file", d->plugins.model_count,
		     d->plugins.protocol_count);
}

static void look_library(struct doctor *d)
{
	int err = d->config.library ? library_open(&d->library, d->config.library, &d->plugins) : -EINVAL;

	if (err < 0) {
		find(d, FINDING_BAD, EXIT_USAGE, "library", "%s: %s; make it with: netrecover import ARCHIVE...",
		     d->config.library, strerror(-err));
		return;
	}
	d->bench.library = &d->library;
	for (size_t i = 0; i < d->library.problem_count; i++)
		find(d, FINDING_BAD, EXIT_LIBRARY, "library", "%s", d->library.problem[i]);
	for (size_t i = 0; i < d->library.load_count; i++)
		for (size_t k = 0; k < d->library.load[i]->problem_count; k++)
			find(d, FINDING_BAD, EXIT_LIBRARY, "library", "%s", d->library.load[i]->problem[k]);
	find(d, FINDING_OK, 0, "library", "%s: %zu loads in %zu releases", d->config.library,
	     index_count_loads(&d->library), d->library.release_count);
}

static void look_call_manager(struct doctor *d)
{
	const struct xmldefault *x = &d->xmldefault;

	if (!d->config.call_manager)
		return;
	if (xmldefault_load(&d->xmldefault, d->config.call_manager) < 0) {
		find(d, FINDING_BAD, EXIT_USAGE, "call-manager", "%s", x->messages.error ? x->messages.error : "unreadable");
		return;
	}
	d->bench.xmldefault = x;
	for (size_t i = 0; i < x->messages.warning_count; i++)
		find(d, FINDING_NOTE, 0, "call-manager", "%s", x->messages.warning[i]);
	find(d, FINDING_OK, 0, "call-manager", "%s: %zu load entries", d->config.call_manager, x->count);
}

/* -- plans -------------------------------------------------------------------------- */

/* Does this bench have to do with that model at all? */
static bool concerned(const struct doctor *d, const struct nr_model *m)
{
	struct nr_load l;

	if (sections_model(&d->config, m))
		return true;
	for (size_t i = 0; i < d->library.load_count; i++)
		if (d->library.load[i]->parsed.kind == NR_KIND_LOAD &&
		    model_read(m, d->library.load[i]->name, &l))
			return true;
	return false;
}

static const char *target_of(const struct doctor *d, const struct nr_model *m)
{
	const struct settings_model *c = sections_model(&d->config, m);
	const struct xmldefault_row *row = NULL;
	const struct lib_load *l;
	bool mended;

	if (c && c->target)
		return c->target;
	if (d->bench.xmldefault && d->config.target == SETTINGS_TARGET_CALL_MANAGER)
		row = xmldefault_find(d->bench.xmldefault, m, &mended);
	if (row)
		return row->load;
	l = plan_newest(m, &d->library, "");
	return l ? l->name : NULL;
}

static struct nr_instance *instance_of(const struct doctor *d, const char *type)
{
	for (size_t i = 0; i < d->bench.instance_count; i++)
		if (strcmp(d->bench.instance[i].plugin->protocol.type, type) == 0)
			return &d->bench.instance[i];
	return NULL;
}

/* The oldest phone there is needs every stop: what it needs is what may be missing. */
static void look_plan(struct doctor *d, const struct nr_model *m)
{
	const char *target = target_of(d, m);
	struct plan plan;

	if (!target || !target[0])
		return;
	plan_make(&plan, m, &d->library, PLAN_FROM_OLDEST, "", target);
	if (plan.result == PLAN_IMPOSSIBLE) {
		find(d, FINDING_BAD, EXIT_LIBRARY, "plan", "%s: %s", m->name, plan.why);
		return;
	}
	for (size_t i = 0; i < plan.count; i++)
		if (!plan.step[i].have)
			find(d, FINDING_BAD, EXIT_LIBRARY, "plan", "%s: the way to %s needs %s: import %s", m->name,
			     target, plan.step[i].load, plan.step[i].archive);
	if (m->transport == NR_HTTP_FIRST && !instance_of(d, "http"))
		find(d, FINDING_NOTE, 0, "plan", "%s: asks for each file by HTTP first; without the plugin http it "
		     "fetches them by TFTP", m->name);
	if (plan.result == PLAN_READY)
		find(d, FINDING_OK, 0, "plan", "%s: at most %zu steps to %s, all in the library", m->name,
		     plan.count, target);
}

/* -- the machine ---------------------------------------------------------------------- */

static void look_vlan(struct doctor *d)
{
	const char *fault = address_no_vlan(d->config.interface);

	if (fault)
		find(d, FINDING_BAD, EXIT_RUNTIME, "vlan", "vlan = %u: %s %s", d->config.vlan,
		     d->config.interface, fault);
	else
		find(d, FINDING_OK, 0, "vlan", "%u on %s: the bench makes it while it runs; a phone on another "
		     "VLAN, or on none, is reported and not served", d->config.vlan, d->config.interface);
}

static void look_interface(struct doctor *d)
{
	struct nr_bench wire = { .ifindex = 0 };

	if (!d->config.interface)
		return;
	if (address_look(&wire, d->config.interface) < 0) {
		find(d, FINDING_BAD, EXIT_RUNTIME, "interface", "%s: not there (ip link shows what is)",
		     d->config.interface);
		return;
	}
	d->bench.wire = wire;
	d->bench.wire.address = d->config.address;
	d->bench.wire.netmask.s_addr = htonl(~0u << (32 - d->config.prefix));
	find(d, FINDING_OK, 0, "interface", "%s, number %u", wire.interface, wire.ifindex);
	if (d->config.vlan)
		look_vlan(d);
}

/* The interface with the default route leads to somebody's network. */
static void look_route(struct doctor *d)
{
	char line[256], name[32];
	unsigned long destination;
	FILE *f = fopen("/proc/net/route", "r");

	if (!f || !d->config.interface) {
		if (f)
			fclose(f);
		return;
	}
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%31s %lx", name, &destination) == 2 && destination == 0 &&
		    strcmp(name, d->config.interface) == 0)
			find(d, FINDING_BAD, EXIT_GUARD, "route", "%s has the default route: it leads to your network; "
			     "serve an isolated wire", name);
	fclose(f);
}

static void look_port(struct doctor *d, uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return;
	if (d->config.interface)
		(void)setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, d->config.interface,
				 (socklen_t)strlen(d->config.interface) + 1);
	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) == 0)
		find(d, FINDING_OK, 0, "port", "UDP %u is free", port);
	else if (errno == EADDRINUSE)
		find(d, FINDING_BAD, EXIT_RUNTIME, "port", "UDP %u is taken (ss -lunp sport = :%u shows by whom)",
		     port, port);
	else
		find(d, FINDING_NOTE, 0, "port", "UDP %u: %s", port, strerror(errno));
	close(fd);
}

/* Everything that "nft list ruleset" says, or "" when there is no nft. */
static void read_ruleset(char *buf, size_t size)
{
	int pipefd[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	buf[0] = '\0';
	if (pipe(pipefd) < 0)
		return;
	pid = fork();
	if (pid == 0) {
		dup2(pipefd[1], STDOUT_FILENO);
		close(pipefd[0]);
		execlp("nft", "nft", "list", "ruleset", (char *)NULL);
		_exit(127);
	}
	close(pipefd[1]);
	while (pid > 0 && n + 1 < size && (got = read(pipefd[0], buf + n, size - 1 - n)) > 0)
		n += (size_t)got;
	buf[n] = '\0';
	close(pipefd[0]);
	if (pid > 0)
		waitpid(pid, &status, 0);
}

static void look_firewall(struct doctor *d)
{
	char *rules = calloc(1, RULES_SIZE);

	if (rules)
		read_ruleset(rules, RULES_SIZE);
	if (rules && strstr(rules, "hook input") &&
	    (strstr(rules, "drop") || strstr(rules, "reject")))
		find(d, FINDING_NOTE, 0, "firewall", "nftables filters what comes in: let UDP 67 and 69 in on %s (nft "
		     "list ruleset)", d->config.interface ? d->config.interface : "the bench's interface");
	else
		find(d, FINDING_OK, 0, "firewall", "no nftables rule drops what comes in");
	free(rules);
}

static void found_command(const char *command, const char *why, void *arg)
{
	struct doctor *d = arg;

	find(d, FINDING_BAD, EXIT_USAGE, "power-cycle", "%s: cannot be run by %s: %s", command,
	     geteuid() == 0 ? d->config.user : "you", why);
}

/* The commands run with the rights of the bench's user. */
static void look_power(struct doctor *d)
{
	struct rights_user user;
	unsigned bad;

	if (!d->bench.config || d->config.ini.errors.count)
		return;
	if (d->config.user && geteuid() == 0 && rights_lookup(d->config.user, &user) == 0)
		rights_borrow(&user);
	bad = power_check(&d->bench, found_command, d);
	rights_borrow(NULL);
	if (d->config.power_cycle && !bad)
		find(d, FINDING_OK, 0, "power-cycle", "%s", d->config.power_cycle);
}

static void look_rights(struct doctor *d)
{
	if (geteuid() == 0)
		find(d, FINDING_OK, 0, "rights", "root; the bench becomes %s once everything is open",
		     d->config.user);
	else
		find(d, FINDING_BAD, EXIT_RUNTIME, "rights", "not root: run needs it for the ports, the capture and "
		     "the address (sudo netrecover ...)");
}

/* -- other DHCP servers ----------------------------------------------------------------- */

static void guard_settled(struct bench *b, struct phone *p, void *arg)
{
	(void)arg;
	if (!p && b->guard)
		ev_break(b->loop, EVBREAK_ALL);
}

static void give_up(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)w;
	(void)revents;
	ev_break(loop, EVBREAK_ALL);
}

/* The dhcp plugin asks; nothing is answered, since the loop ends with its finding. */
static void look_guard(struct doctor *d)
{
	struct nr_instance *dhcp = instance_of(d, "dhcp");
	ev_timer limit;

	if (!dhcp || geteuid() != 0 || !d->bench.wire.ifindex || d->config.vlan) {
		find(d, FINDING_NOTE, 0, "guard", "other DHCP servers: not asked%s",
		     d->config.vlan ? "; the bench asks on its VLAN when it starts" : "");
		return;
	}
	d->bench.changed = guard_settled;
	dhcp->opened = true;
	if (dhcp->plugin->protocol.open(dhcp) < 0 || dhcp->plugin->protocol.start(dhcp) < 0) {
		find(d, FINDING_BAD, EXIT_RUNTIME, "guard", "other DHCP servers: could not ask");
		return;
	}
	ev_timer_init(&limit, give_up, 15., 0.);
	ev_timer_start(d->bench.loop, &limit);
	if (!d->bench.guard)
		ev_run(d->bench.loop, 0);
	ev_timer_stop(d->bench.loop, &limit);
	if (d->bench.guard == NR_GUARD_TRIPPED)
		find(d, FINDING_BAD, EXIT_GUARD, "guard", "%s answers DHCP on %s: take it off this wire",
		     d->bench.guard_who, d->bench.wire.interface);
	else
		find(d, FINDING_OK, 0, "guard", "no other DHCP server answers on %s", d->bench.wire.interface);
}

int verb_doctor(struct app *app, int argc, char **argv)
{
	struct doctor d = { .app = app };

	(void)argc;
	(void)argv;
	d.library.dirfd = -1;
	d.findings = json_array();
	d.bench.loop = ev_loop_new(EVFLAG_AUTO);
	look_config(&d);
	look_library(&d);
	look_call_manager(&d);
	for (size_t i = 0; d.bench.library && i < d.plugins.model_count; i++)
		if (concerned(&d, &d.plugins.model[i]->model))
			look_plan(&d, &d.plugins.model[i]->model);
	look_power(&d);
	look_rights(&d);
	look_interface(&d);
	look_route(&d);
	look_firewall(&d);
	look_port(&d, 67);
	look_port(&d, 69);
	look_guard(&d);
	if (app->json)
		app_print_json(d.findings);
	else
		json_decref(d.findings);
	instance_stop_all(&d.bench);
	registry_finish(&d.bench);
	if (d.bench.library)
		library_close(&d.library);
	xmldefault_finish(&d.xmldefault);
	plugins_finish(&d.plugins);
	settings_finish(&d.config);
	ev_loop_destroy(d.bench.loop);
	return d.status;
}
