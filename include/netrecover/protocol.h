/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_PROTOCOL_H
#define NETRECOVER_PROTOCOL_H
/*
 * protocol.h -- what a protocol plugin implements, and the three verbs with
 * which it talks to the core: sight, ask, tell.
 *
 * Every callback runs on the event loop's only thread and must not block.
 * Lifetime: open, start, stop, each at most once per instance; stop is called
 * whenever open was, also when open or start failed.  The core stops every
 * instance before it frees the first one, and unloads libraries last.
 * Functions that return int return 0 or a negative errno.
 */
#include <netrecover/model.h>

#ifdef __cplusplus
extern "C" {
#endif

struct ev_loop;                 /* include <ev.h> in the .c file */
struct nr_instance;             /* one running plugin */

/* -- configuration: one row per key ---------------------------------------- */

/* The type of a value, and of its place in the conf struct. */
enum nr_type {
	NR_BOOL = 1,            /* bool */
	NR_UINT,                /* uint32_t */
	NR_STRING,              /* const char * */
	NR_PATH,                /* const char *, relative to the file's folder */
	NR_ADDR,                /* struct in_addr */
	NR_RANGE,               /* struct nr_range */
	NR_SECONDS,             /* uint32_t; written 90s, 10m, 2h or plain seconds */
	NR_UINTS,               /* struct nr_uints; written as a list by comma */
	NR_NUMBERED,            /* struct nr_numbered; the row's key "option-" stands for "option-1",
				 * "option-2", ...; the numbers are within min and max, no default */
};

/* A short list of numbers, each within min and max of its row. */
struct nr_uints {
	uint32_t count;
	uint32_t value[8];
};

/* Texts by the number at the end of their key, in the order of the file. */
struct nr_numbered {
	uint32_t count;
	struct {
		uint32_t number;
		const char *text;
	} value[16];
};

struct nr_range {
	struct in_addr first, last;     /* both included; both zero: not set */
};

struct nr_option {
	const char *key;
	enum nr_type type;
	size_t offset;          /* offsetof() in the plugin's conf struct */
	const char *fallback;   /* default, as written in the file; NULL: not set, zero */
	uint32_t min, max;      /* NR_UINT and NR_SECONDS; both zero: any */
	const char *help;       /* one sentence: manual and sample file come from it */
};

/* -- what a check finds ------------------------------------------------------ */

/* One of the five answers to a check. */
enum nr_answer {
	NR_ANSWER_OK = 1,       /* it is well; the words say what was looked at */
	NR_ANSWER_BAD,          /* the bench does not start with it */
	NR_ANSWER_LACKS,        /* it starts, and some phones will be blocked */
	NR_ANSWER_WAITS,        /* it starts, and waits for this */
	NR_ANSWER_UNCHECKED,    /* could not be looked at; the words say why */
};

/* How a port is opened; the flags may be combined. */
enum nr_port {
	NR_PORT_UDP = 0,
	NR_PORT_TCP = 1,
	NR_PORT_EVERY = 2,      /* of every address; else of the bench's own */
	NR_PORT_HELD = 4,       /* only held: what arrives is read from raw frames, before a firewall */
};

/* -- what a protocol plugin implements ------------------------------------- */

struct nr_protocol {
	const char *type;                       /* "dhcp": its section */
	size_t conf_size;                       /* sizeof its conf struct */
	const struct nr_option *options;        /* ends with a zero row; NULL: no keys */

	/* Still privileged: open sockets.  An error is logged by the plugin. */
	int (*open)(struct nr_instance *self);
	/* Unprivileged: arm watchers. */
	int (*start)(struct nr_instance *self);
	/* Stop watchers, close, free what nr_set_data() keeps. */
	void (*stop)(struct nr_instance *self);
	/*
	 * Optional: read the capture file @path and sight what is in it.  Called
	 * instead of open and start; needs no rights.  stop follows.
	 */
	int (*replay)(struct nr_instance *self, const char *path);
	/*
	 * Optional: what is believed about the phone @mac has changed, by what @source
	 * said; @what is a line of text: "model 7945, by DHCP vendor class".  Comes while
	 * this plugin or another one calls a verb; must not call any itself.
	 */
	void (*believed)(struct nr_instance *self, const struct nr_mac *mac, enum nr_source source,
			 const char *what);
	/*
	 * Optional, of a plugin that calls nr_guard(): the operator says that the other
	 * DHCP server is gone.  Say so with nr_guard(), and go on looking.
	 */
	void (*resume_guard)(struct nr_instance *self);

	/*
	 * Optional: look at the own section and at the machine, before open() or instead of
	 * it.  Says with nr_find() what is wrong, or what is well, and with nr_want_port() and
	 * nr_want_frames() what open() is going to open: the core looks whether it can be had,
	 * names who holds a port, and reads the firewall's rules for it.  What the plugin
	 * finds BAD keeps the bench from starting.
	 *
	 * May read files, and open what it closes again; changes nothing, sends nothing, keeps
	 * nothing (nr_set_data() is for open()), calls none of the verbs.  May come several
	 * times, with rights or without.  Returns 0, or a negative errno when it could not
	 * look: that is "not checked", and no finding.
	 */
	int (*check)(struct nr_instance *self);

	/*
	 * Optional: the bench's interface has another name, or came back with another index and
	 * MAC address; nr_get_bench() knows.  Sockets of AF_INET, open ones and connections too,
	 * are bound to it already.  One of AF_PACKET is bound anew here, with bind(2), which
	 * needs no rights; its memberships went with the interface.  May come before start().
	 * Returns 0, or a negative errno when the plugin cannot go on: then the bench ends.
	 */
	int (*wire_changed)(struct nr_instance *self);

	/* Keys of @options that say something about the whole bench; NULL: none does. */
	const char *http_port;          /* NR_UINT or NR_UINTS: where it serves files by HTTP; the first is what
					 * %H of struct nr_dhcp and nr_ask.http_port say */
	const char *serve_named;        /* NR_BOOL: with "no" the bench serves nobody but phones with a
					 * section of their own */

	/* New members are appended here; older plugins read as NULL. */
};

/* -- an instance ------------------------------------------------------------ */

const void *nr_conf(const struct nr_instance *self);    /* filled from @options */
void *nr_data(const struct nr_instance *self);
void nr_set_data(struct nr_instance *self, void *data);
struct ev_loop *nr_loop(const struct nr_instance *self);

/* @priority is one of syslog(3)'s LOG_*.  The line gets the plugin's name. */
void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The wire that the bench serves. */
struct nr_bench {
	char interface[16];             /* "eth1"; on a VLAN its sub-interface, "eth1.100" */
	unsigned ifindex;
	struct nr_mac mac;
	struct in_addr address, netmask;
	bool passive;                   /* listen only: send nothing at all */
	uint16_t vlan;                  /* of @interface, 802.1Q; 0: none */
	char parent[16];                /* where all frames arrive, with their tags: "eth1" */
};
/* @size: sizeof(*out), so that members may be appended: a plugin gets those that it knew. */
void nr_get_bench(const struct nr_instance *self, struct nr_bench *out, size_t size);

/*
 * A device in the registry: a number, not a pointer.  A session may keep it as
 * long as it likes; once the device is forgotten every verb ignores it.
 */
typedef uint32_t nr_phone_id;
#define NR_NO_PHONE 0

/* -- sight ------------------------------------------------------------------
 * Report evidence; @s is borrowed for the call.  Returns the device that it was
 * attributed to.  A MAC not seen before makes a device; an address alone finds
 * one or gives NR_NO_PHONE; both together bind the address to the device. */
nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s);

/* -- ask: the core decides, the plugin serves ------------------------------- */

/* What the core decides. */
enum nr_verdict {
	NR_IGNORE = 0,          /* stay silent: not a device that we may serve */
	NR_REFUSE,              /* answer with the protocol's own "no", at once */
	NR_SERVE,
};

/* May this device have a lease? */
enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone);

/*
 * The bytes that answer a request.  They stay as they are, at the same place,
 * until nr_file_close(), whatever happens to the file on disk, and are shared
 * by everyone who asked for the same file.  Members are appended; the core fills those
 * that the plugin knew.
 */
struct nr_file {
	const uint8_t *data;
	uint64_t size;
	char name[64];          /* as the library has it, for the log */
	void *handle;           /* the core's */
};

/*
 * May @phone have the file @want?  @want is the name as it was sent, made text
 * by nr_text(); it is looked up in an index, never used as a path.  With
 * NR_SERVE, *out is open and the caller closes it.
 */
enum nr_verdict nr_ask_file(struct nr_instance *self, nr_phone_id phone,
			    const char *want, struct nr_file *out);
void nr_file_close(struct nr_instance *self, struct nr_file *file);

/* -- tell: what the plugin did.  Sent is not installed. ----------------------
 * Asking changes nothing; only what a plugin tells moves a phone, so it tells of every
 * file of which it sends a byte, and of every file that it refused. */

/* What a plugin did. */
enum nr_deed {
	NR_LEASED = 1,   /* @what: the address */
	NR_FILE_STARTED, /* @what: file name, @bytes: 0, @total: its size */
	NR_FILE_MOVED,   /* now and then (not for each block): @bytes so far */
	NR_FILE_SENT,    /* @bytes are acknowledged: less than @total, if only a part
			  * of the file was asked for */
	NR_FILE_FAILED,  /* @what: file name; @why: the peer's words, "timeout", ... */
	NR_FILE_REFUSED, /* @what: the name that was asked, answered with "no" */
	NR_FILE_AGAIN,   /* @what: file name; asked for once more before anything of it was
			  * confirmed: what was sent did not arrive */
};

void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed,
	     const char *what, uint64_t bytes, uint64_t total, const char *why);

/* -- the safety guard -------------------------------------------------------- */

/* Who else serves this wire? */
enum nr_guard_state {
	NR_GUARD_CLEAR = 1,     /* nobody else serves this wire */
	NR_GUARD_TRIPPED,       /* @who does: "10.0.0.1 (00:11:22:33:44:55)" */
	NR_GUARD_OFF,           /* not asked */
	NR_GUARD_ASKING,        /* asked, and not answered yet */
};

void nr_guard(struct nr_instance *self, enum nr_guard_state state, const char *who);

/* -- added later: plugins that do not know these do not call them ------------- */

/*
 * @phone is registered and idle: does its next step wait only for it to fetch its
 * configuration again?  True from when the step is planned until the phone was
 * given the name of its load, and when the operator wants it; how to restart it is the
 * plugin's business.
 */
bool nr_ask_restart(struct nr_instance *self, nr_phone_id phone);

/*
 * The next phone after @after, by number, that may be asked for its own word now (its
 * web page), and whose word is wanted: it has an address on the bench's network, it
 * is idle (no file moves, it writes no flash), and its load is unknown or its step
 * waits for proof, or it never said anything in this way and is not safe to move.  Begin with NR_NO_PHONE;
 * returns NR_NO_PHONE, *mac and *addr untouched, at the end.  A phone that the walk no
 * longer returns must be left alone at once.
 */
nr_phone_id nr_next_idle(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			 struct in_addr *addr);

/*
 * For open(): a folder to make files in with openat(2), also after the rights are
 * gone.  When missing it is made, and handed to the user that the bench becomes.
 * A descriptor that the plugin closes, or -errno with a logged line.
 */
int nr_open_folder(struct nr_instance *self, const char *path);

/* Another DHCP server.  Members are appended. */
struct nr_server {
	struct in_addr address;
	struct nr_mac mac;              /* of its own packets; all zero: none was heard, */
	struct nr_mac client;           /* but this client named it; else all zero */
};

/*
 * nr_guard() with NR_GUARD_TRIPPED, by whom in parts; again when more is known of it.
 * @size: sizeof(*by).  From here on the core lets nobody have a lease who has none from
 * this bench; a plugin then confirms what a device has, and offers and denies nothing.
 */
void nr_guard_tripped(struct nr_instance *self, const struct nr_server *by, size_t size);

/*
 * May a datagram be sent to @to, which asked by UDP?  Its sender could write any source
 * address: true only for a host of the bench's network that has a lease from here, or answers
 * ARP there with the MAC address that the core knows for it.  To be asked before the first
 * byte of an answer; when it is false, silence.  One that has not answered ARP yet is asked
 * meanwhile, so its next request may find true.  Costs up to three system calls.
 */
bool nr_may_send(struct nr_instance *self, struct in_addr to);

/*
 * For check(), and without effect elsewhere.  @mend is one command, or one line of the
 * configuration, that mends it; NULL: there is none.
 */
void nr_find(struct nr_instance *self, enum nr_answer answer, const char *mend, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* open() opens this port on the bench's interface; @how is of enum nr_port. */
void nr_want_port(struct nr_instance *self, uint16_t port, unsigned how);
/* open() opens a packet socket. */
void nr_want_frames(struct nr_instance *self);

/* A request for a file, with what else it says.  Members are appended. */
struct nr_request {
	const char *want;               /* as for nr_ask_file() */
	enum nr_door door;
	uint16_t port;                  /* of the bench, at which it came; 0: not known */
	const char *user_agent;         /* as it was sent, made text by nr_text(); NULL: none */
};

/* nr_ask_file() of a door that knows more.  @size: sizeof(*r). */
enum nr_verdict nr_ask_request(struct nr_instance *self, nr_phone_id phone,
			       const struct nr_request *r, size_t size, struct nr_file *out);

/*
 * What the model of @phone wants DHCP to say: writes row @i, from 0, with %S and %H in its
 * text replaced, into *out, whose text stays until the next call.  False: there are no more.
 * @size: sizeof(*out).
 */
bool nr_dhcp_row(struct nr_instance *self, nr_phone_id phone, unsigned i, struct nr_dhcp *out,
		 size_t size);

/*
 * How @phone is restarted: row @i, from 0, of its model.  False: there are no more.  When, says
 * nr_ask_restart().
 */
bool nr_restart_row(struct nr_instance *self, nr_phone_id phone, unsigned i,
		    struct nr_restart *out, size_t size);

/*
 * The next phone after @after, by number, that a GET is to restart now; the GET's path is in
 * out->text.  Such a phone waits for its configuration (nr_ask_restart()), has an address on the
 * bench's network and is idle; its model has a row NR_RESTART_HTTP, and that is its best row or the
 * phone did not register since it started, so that nobody else can restart it.  Begin with
 * NR_NO_PHONE; returns NR_NO_PHONE, the rest untouched, at the end.  How often is the plugin's
 * business.  @size: sizeof(*out).
 */
nr_phone_id nr_next_restart(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			    struct in_addr *addr, struct nr_restart *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_PROTOCOL_H */
