/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * demo.c -- the whole job on this machine: the real program, real packets, and
 * nothing real touched.
 *
 *   demo ---- keeper ---- stage: pid 1 of namespaces without a name
 *                           |--- netrecover run        bench0 |  a veth pair
 *                           `--- netrecover-phone     phones0 |
 *
 * The stage lives in network and process namespaces of its own, so everything
 * in it ends with it.  The keeper outlives an interrupted or killed demo for as
 * long as it takes to end the stage and to remove the folder.  Namespaces have
 * no name anywhere: nothing is left behind, however this ends.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/verbs/app.h"
#include "core/verbs/ask.h"
#include "core/verbs/columns.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <libmnl/libmnl.h>
#include <limits.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BENCH_END "bench0"
#define PHONES_END "phones0"
#define SPEED "30"              /* how much faster than real phones these are */
#define LIMIT "120"             /* seconds; it takes about a quarter of them */

static const struct {
	const char *model, *mac, *load, *target;
	unsigned type;          /* of loadInformation435 */
} cast[] = {
	{ "7945", "001B54AA0001", "SCCP45.8-3-3S", "SCCP45.9-4-2SR3-1S", 435 },
	{ "7965", "001E7AC30014", "SCCP45.8-5-2S", "SCCP45.9-4-2SR3-1S", 436 },
	{ "7911", "00235E18B005", "SCCP11.8-0-4SR2S", "SCCP11.9-4-2SR3-1S", 307 },
};
#define CAST NR_ARRAY_SIZE(cast)

static const char *const loads[] = {
	"SCCP45.8-5-2S", "SCCP45.9-3-1SR4-1S", "SCCP45.9-4-2SR3-1S",
	"SCCP11.8-5-2S", "SCCP11.9-4-2SR3-1S",
};
#define LOADS NR_ARRAY_SIZE(loads)

struct demo {
	struct app *app;
	char folder[64];
	char firmware[PATH_MAX], phone[PATH_MAX];       /* the helper programs */
	bool own_users;         /* in a user namespace: nobody but root exists */
	int bench_ns, phones_ns;
	pid_t bench, phones;
	json_t *status;         /* the last one that the bench gave */
};

static volatile sig_atomic_t interrupted, terminated;
/* The process that gets which signal when this one is to end; 0: none. */
static volatile sig_atomic_t ward, ward_signal;

static void on_signal(int sig)
{
	if (sig == SIGINT) {
		interrupted = 1;
		return;
	}
	terminated = 1;
	if (ward)
		kill((pid_t)ward, (int)ward_signal);
}

static void pass_on(pid_t pid, int sig)
{
	ward_signal = sig;
	ward = pid;
	if (terminated)
		kill(pid, sig);
}

static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal };

	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
}

/* -- files ---------------------------------------------------------------------- */

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

static void remove_folder(const char *folder)
{
	nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

static int make_folder(struct demo *d)
{
	const char *where = getenv("TMPDIR");

	/* Short, because the path of a socket in it has room for 107 characters. */
	if (!where || where[0] != '/' || strlen(where) > sizeof(d->folder) - 32)
		where = "/tmp";
	snprintf(d->folder, sizeof(d->folder), "%s/netrecover-demo-XXXXXX", where);
	if (!mkdtemp(d->folder))
		return app_fail(EXIT_RUNTIME, "demo: %s: %s", d->folder, strerror(errno));
	/* The bench becomes an ordinary user, which must be able to enter. */
	if (chmod(d->folder, 0755) < 0)
		return app_fail(EXIT_RUNTIME, "demo: %s: %s", d->folder, strerror(errno));
	return EXIT_GOOD;
}

static FILE *create(const char *name)
{
	FILE *f = fopen(name, "we");

	if (!f)
		app_fail(EXIT_RUNTIME, "demo: %s: %s", name, strerror(errno));
	return f;
}

static bool write_bench(const struct demo *d)
{
	FILE *f = create("bench.ini");

	if (!f)
		return false;
	fputs("[bench]\n"
	      "interface    = " BENCH_END "\n"
	      "address      = 10.77.0.1/24\n"
	      "library      = firmware\n"
	      "state        = state\n"
	      "control      = netrecover.sock\n"
	      "call-manager = XMLDefault.cnf.xml\n", f);
	if (d->own_users)
		fputs("user         = root\n", f);
	return fclose(f) == 0;
}

static bool write_call_manager(void)
{
	FILE *f = create("XMLDefault.cnf.xml");

	if (!f)
		return false;
	fputs("<Default>\n"
	      "  <callManagerGroup><members><member priority=\"0\"><callManager>\n"
	      "    <ports><ethernetPhonePort>2000</ethernetPhonePort></ports>\n"
	      "    <processNodeName>10.10.20.1</processNodeName>\n"
	      "  </callManager></member></members></callManagerGroup>\n", f);
	for (size_t i = 0; i < CAST; i++)
		fprintf(f, "  <loadInformation%u model=\"Cisco %s\">%s</loadInformation%u>\n", cast[i].type,
			cast[i].model, cast[i].target, cast[i].type);
	fputs("</Default>\n", f);
	return fclose(f) == 0;
}

/* Copy the end of a log to the error output, for whoever has to find out. */
static void show_log(const char *name)
{
	FILE *f = fopen(name, "re");
	char line[256];

	if (!f)
		return;
	if (fseek(f, -2000, SEEK_END) == 0 && !fgets(line, sizeof(line), f))
		line[0] = '\0';
	while (fgets(line, sizeof(line), f))
		fprintf(stderr, "  %s", line);
	fclose(f);
}

/* -- helper programs -------------------------------------------------------------- */

static int find_helper(char out[PATH_MAX], const char *name)
{
	const char *folder = secure_getenv("NETRECOVER_LIBEXEC");

	if (!folder)
		folder = PKGLIBEXECDIR;
	if (snprintf(out, PATH_MAX, "%s/%s", folder, name) >= PATH_MAX || access(out, X_OK) < 0)
		return app_fail(EXIT_RUNTIME, "demo: %s/%s is missing: install netrecover, or name its folder in "
			    "NETRECOVER_LIBEXEC", folder, name);
	return EXIT_GOOD;
}

/* Run @path in the namespace @net (-1: this one); its output goes to the file @log,
 * or nowhere special when NULL. */
static pid_t spawn(const char *path, const char *const *argv, int net, const char *log)
{
	pid_t pid = fork();
	int fd;

	if (pid != 0)
		return pid;
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	if (net >= 0 && setns(net, CLONE_NEWNET) < 0)
		_exit(126);
	if (log) {
		fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
		if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0)
			_exit(126);
	}
	execv(path, (char *const *)(uintptr_t)argv);
	_exit(127);
}

/* Wait for @pid; its exit status, or 128 and the signal that ended it. */
static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run_quietly(const char *what, const char *path, const char *const *argv)
{
	int status = wait_for(spawn(path, argv, -1, "setup.log"));

	if (status == 0)
		return EXIT_GOOD;
	if (interrupted)
		return EXIT_INTERRUPTED;
	app_fail(EXIT_RUNTIME, "demo: %s ended with %d:", what, status);
	show_log("setup.log");
	return EXIT_RUNTIME;
}

static int make_firmware(struct demo *d)
{
	const char *make[8 + LOADS] = { "netrecover-firmware", "-s", "768", "-o", "archives" };
	const char *import[] = { "netrecover", "-c", "bench.ini", "import", "archives", NULL };
	int status;

	for (size_t i = 0; i < LOADS; i++)
		make[5 + i] = loads[i];
	if (mkdir("archives", 0755) < 0 || mkdir("firmware", 0755) < 0)
		return app_fail(EXIT_RUNTIME, "demo: %s: %s", d->folder, strerror(errno));
	status = run_quietly("netrecover-firmware", d->firmware, make);
	return status ? status : run_quietly("netrecover import", "/proc/self/exe", import);
}

/* -- the wire ------------------------------------------------------------------- */

static void put_veth(struct nlmsghdr *n, int peer_ns)
{
	struct nlattr *link, *data, *peer;

	mnl_attr_put_strz(n, IFLA_IFNAME, BENCH_END);
	link = mnl_attr_nest_start(n, IFLA_LINKINFO);
	mnl_attr_put_strz(n, IFLA_INFO_KIND, "veth");
	data = mnl_attr_nest_start(n, IFLA_INFO_DATA);
	peer = mnl_attr_nest_start(n, VETH_INFO_PEER);
	mnl_nlmsg_put_extra_header(n, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(n, IFLA_IFNAME, PHONES_END);
	mnl_attr_put_u32(n, IFLA_NET_NS_FD, (uint32_t)peer_ns);
	mnl_attr_nest_end(n, peer);
	mnl_attr_nest_end(n, data);
	mnl_attr_nest_end(n, link);
}

/* A virtual cable: BENCH_END here, PHONES_END in @peer_ns.  0 or -errno. */
static int make_cable(int peer_ns)
{
	char buf[4096];
	struct nlmsghdr *n = mnl_nlmsg_put_header(buf);
	struct mnl_socket *s = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	ssize_t len = -1;
	int rc = 0;

	if (!s)
		return -errno;
	n->nlmsg_type = RTM_NEWLINK;
	n->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL | NLM_F_ACK;
	n->nlmsg_seq = 1;
	mnl_nlmsg_put_extra_header(n, sizeof(struct ifinfomsg));
	put_veth(n, peer_ns);
	if (mnl_socket_bind(s, 0, MNL_SOCKET_AUTOPID) == 0 &&
	    mnl_socket_sendto(s, n, n->nlmsg_len) > 0)
		len = mnl_socket_recvfrom(s, buf, sizeof(buf));
	if (len < 0 || mnl_cb_run(buf, (size_t)len, 1, mnl_socket_get_portid(s), NULL, NULL) < 0)
		rc = -errno;
	mnl_socket_close(s);
	return rc;
}

static int bring_up(const char *name)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), rc = 0;
	struct ifreq r = { .ifr_flags = IFF_UP };

	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", name);
	if (fd < 0)
		return -errno;
	if (ioctl(fd, SIOCSIFFLAGS, &r) < 0)
		rc = -errno;
	close(fd);
	return rc;
}

static int this_network(void)
{
	return open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
}

/* The bench's namespace is the one we are in; the phones get another. */
static int make_wire(struct demo *d)
{
	int rc;

	d->bench_ns = this_network();
	if (d->bench_ns < 0 || unshare(CLONE_NEWNET) < 0)
		return app_fail(EXIT_RUNTIME, "demo: no network namespace: %s", strerror(errno));
	d->phones_ns = this_network();
	if (d->phones_ns < 0 || setns(d->bench_ns, CLONE_NEWNET) < 0)
		return app_fail(EXIT_RUNTIME, "demo: no network namespace: %s", strerror(errno));
	rc = make_cable(d->phones_ns);
	if (rc == 0)
		rc = bring_up("lo");
	if (rc == 0)
		rc = bring_up(BENCH_END);
	if (rc == 0 && setns(d->phones_ns, CLONE_NEWNET) == 0)
		rc = bring_up(PHONES_END);
	if (rc < 0 || setns(d->bench_ns, CLONE_NEWNET) < 0)
		return app_fail(EXIT_RUNTIME, "demo: no virtual cable: %s", strerror(rc < 0 ? -rc : errno));
	return EXIT_GOOD;
}

/* -- the show --------------------------------------------------------------------- */

static void introduce(const struct demo *d)
{
	struct columns c;

	if (d->app->json || d->app->quiet)
		return;
	printf("Three simulated phones that cannot take the load their call manager names:\n");
	columns_init(&c, 4, NULL);
	for (size_t i = 0; i < CAST; i++) {
		columns_put(&c, "  SEP%s", cast[i].mac);
		columns_put(&c, "%s", cast[i].model);
		columns_put(&c, "runs %s", cast[i].load);
		columns_put(&c, "wants %s", cast[i].target);
	}
	(void)columns_print(&c);
	printf("Everything else is real: the program, DHCP, TFTP, every packet.\n\n");
	fflush(stdout);
}

static pid_t start_phones(const struct demo *d)
{
	const char *argv[10 + 2 * CAST] = {
		"netrecover-phone", "-i", PHONES_END, "--speed", SPEED, "--log", "phones.log",
	};
	char phone[CAST][96];
	size_t n = 7;

	for (size_t i = 0; i < CAST; i++) {
		snprintf(phone[i], sizeof(phone[i]), "mac=%s,model=%s,load=%s", cast[i].mac,
			 cast[i].model, cast[i].load);
		argv[n++] = "--phone";
		argv[n++] = phone[i];
	}
	return spawn(d->phone, argv, d->phones_ns, NULL);
}

static pid_t start_bench(const struct demo *d)
{
	const char *argv[8] = { "netrecover", "-c", "bench.ini" };
	size_t n = 3;

	if (d->app->quiet || d->app->json)
		argv[n++] = "-q";
	else if (d->app->verbose)
		argv[n++] = "-v";
	argv[n++] = "run";
	argv[n] = "--until-done=" LIMIT;
	return spawn("/proc/self/exe", argv, -1, NULL);
}

/* Ask the bench how things stand; what it says last is what the demo shows. */
static void ask_status(struct demo *d)
{
	int level = log_level();
	json_t *doc;

	if (access("netrecover.sock", F_OK) < 0)
		return;
	/* It may not be up yet, or be gone already. */
	log_set_level(LOG_CRIT);
	doc = ask_bench("netrecover.sock", "status");
	log_set_level(level);
	if (!doc)
		return;
	json_decref(d->status);
	d->status = doc;
}

/* Until the bench ends by itself; after an interrupt it has some seconds to do so. */
static int watch_bench(struct demo *d)
{
	const struct timespec nap = { .tv_nsec = 300000000 };
	int64_t patience = 0;
	int status;

	for (;;) {
		pid_t pid = waitpid(d->bench, &status, WNOHANG);

		if (pid == d->bench)
			break;
		if (interrupted && patience == 0)
			patience = clock_mono_ms() + 5000;
		if (patience && clock_mono_ms() > patience)
			kill(d->bench, SIGKILL);
		ask_status(d);
		nanosleep(&nap, NULL);
	}
	if (interrupted)
		return EXIT_INTERRUPTED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_RUNTIME;
}

static void conclude(const struct demo *d, int64_t took)
{
	json_t *phone;
	size_t i, n;

	n = json_array_size(json_object_get(d->status, "phones"));
	printf("\nAll %zu %s run what the call manager names:", n, noun_of(n, "phone", "phones"));
	json_array_foreach(json_object_get(d->status, "phones"), i, phone) {
		const char *model = json_string_value(json_object_get(phone, "model"));
		int steps = (int)json_integer_value(json_object_get(phone, "steps"));

		printf("%s the %s after %d %s", i ? "," : "", model ? model : "unknown one", steps,
		       noun_of((unsigned)steps, "step", "steps"));
	}
	printf(".\nIt took %d s, with phones %s times as fast as real ones; they can be moved now, and nothing\n"
	       "of this is left on the machine.\n", (int)(took / 1000), SPEED);
}

static int show(struct demo *d)
{
	int64_t start = clock_mono_ms();
	int status;

	introduce(d);
	d->phones = start_phones(d);
	d->bench = start_bench(d);
	if (d->phones < 0 || d->bench < 0)
		return app_fail(EXIT_RUNTIME, "demo: fork: %s", strerror(errno));
	status = watch_bench(d);
	kill(d->phones, SIGTERM);
	wait_for(d->phones);
	if (status == EXIT_GOOD && d->app->json)
		return app_print_json(json_incref(d->status)) < 0 ? EXIT_RUNTIME : EXIT_GOOD;
	if (status == EXIT_GOOD && !d->app->quiet)
		conclude(d, clock_mono_ms() - start);
	if (status != EXIT_GOOD && status != EXIT_INTERRUPTED) {
		app_fail(EXIT_RUNTIME, "demo: the bench ended with %d; this is what the phones went through:", status);
		show_log("phones.log");
	}
	return status;
}

/* A /proc that knows the processes of this namespace by their numbers here; some
 * containers do not allow it, and then the old one must do. */
static void mount_proc(void)
{
	if (mount(NULL, "/proc", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		log_line(LOG_DEBUG, "demo", "no /proc of its own: %s", strerror(errno));
}

static int stage(struct demo *d)
{
	int status;

	/* pid 1 of its namespace: when it ends, everything in there ends. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	mount_proc();
	if (chdir(d->folder) < 0)
		return app_fail(EXIT_RUNTIME, "demo: %s: %s", d->folder, strerror(errno));
	status = make_wire(d);
	if (status == EXIT_GOOD && !(write_bench(d) && write_call_manager()))
		status = EXIT_RUNTIME;
	if (status == EXIT_GOOD)
		status = make_firmware(d);
	if (status == EXIT_GOOD)
		status = interrupted ? EXIT_INTERRUPTED : show(d);
	json_decref(d->status);
	fflush(NULL);
	return status;
}

/* -- the keeper ---------------------------------------------------------------------- */

static bool write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return false;
	n = write(fd, text, strlen(text));
	close(fd);
	return n == (ssize_t)strlen(text);
}

/* New namespaces; an ordinary user becomes root of nothing but these. */
static int enter_namespaces(struct demo *d)
{
	unsigned uid = geteuid(), gid = getegid();
	char map[32];

	if (unshare(CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS) == 0)
		return EXIT_GOOD;
	if (uid == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS) < 0)
		return app_fail(EXIT_RUNTIME, "demo: this needs root, or user namespaces for ordinary users: %s", strerror(errno));
	d->own_users = true;
	snprintf(map, sizeof(map), "0 %u 1", uid);
	if (!write_text("/proc/self/setgroups", "deny") || !write_text("/proc/self/uid_map", map))
		return app_fail(EXIT_RUNTIME, "demo: user namespace: %s", strerror(errno));
	snprintf(map, sizeof(map), "0 %u 1", gid);
	if (!write_text("/proc/self/gid_map", map))
		return app_fail(EXIT_RUNTIME, "demo: user namespace: %s", strerror(errno));
	return EXIT_GOOD;
}

static int keep_stage(pid_t pid)
{
	int status;

	pass_on(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return EXIT_RUNTIME;
	if (terminated)
		return EXIT_INTERRUPTED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_RUNTIME;
}

static int keeper(struct demo *d, pid_t demo)
{
	int status;
	pid_t pid;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != demo)          /* it was gone before we asked */
		terminated = 1;
	status = enter_namespaces(d);
	if (status == EXIT_GOOD) {
		pid = fork();
		if (pid == 0)
			_exit(stage(d));
		status = pid < 0 ? app_fail(EXIT_RUNTIME, "demo: fork: %s", strerror(errno)) : keep_stage(pid);
	}
	remove_folder(d->folder);
	return status;
}

static int keep_keeper(struct demo *d, pid_t pid)
{
	int status;
	pid_t got;

	pass_on(pid, SIGTERM);
	do
		got = waitpid(pid, &status, 0);
	while (got < 0 && errno == EINTR);
	if (got == pid && WIFEXITED(status))
		return interrupted || terminated ? EXIT_INTERRUPTED : WEXITSTATUS(status);
	remove_folder(d->folder);
	return EXIT_RUNTIME;
}

int verb_demo(struct app *app, int argc, char **argv)
{
	struct demo d = { .app = app, .bench_ns = -1, .phones_ns = -1 };
	pid_t me = getpid(), pid;

	(void)argc;
	(void)argv;
	if (find_helper(d.firmware, "netrecover-firmware") || find_helper(d.phone, "netrecover-phone"))
		return EXIT_RUNTIME;
	catch_signals();
	if (make_folder(&d) != EXIT_GOOD)
		return EXIT_RUNTIME;
	fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(keeper(&d, me));
	if (pid < 0) {
		remove_folder(d.folder);
		return app_fail(EXIT_RUNTIME, "demo: fork: %s", strerror(errno));
	}
	return keep_keeper(&d, pid);
}
