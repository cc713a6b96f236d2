/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_MODEL_H
#define NETRECOVER_MODEL_H
/*
 * model.h -- what a model plugin says about one phone model.
 *
 * A model is tables plus one pure function: no sockets, no files, no clock, no
 * state.  The core does the planning, the serving and the waiting.  Every
 * pointer stays valid until the plugin is unloaded (static const data).  The
 * first argument of each callback is the model itself, as the plugin gave it, so that
 * models of one family share their code.
 *
 * Structs and rows grow by appending.  The envelope (plugin.h) says how large each was when
 * the plugin was built: the program reads no more than that, and what the plugin did not know
 * is zero.  What is zero or NULL means "none" or "not known", never a guess.
 * These never grow, and so have no size there: nr_mac, nr_version, nr_range, nr_fact_value,
 * nr_patience, nr_body, nr_reader, nr_uints, nr_numbered.
 */
#include <netrecover/sighting.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

/* -- which device is it? --------------------------------------------------- */

/* How much one matching row proves. */
enum nr_trust {
	NR_HINT = 1,            /* perhaps this model: shown to the operator */
	NR_PHONE,               /* surely a phone, model open: it gets a lease, no firmware */
	NR_SURE,                /* surely this model */
};

/*
 * One row of evidence.  Globs are fnmatch(3) patterns, compared without case,
 * trailing blanks dropped; "%M" stands for the device's own MAC address in
 * hexadecimal.  When @and_fact is set, both must hold.  When two facts each
 * make another model sure, the fact that stands first here wins:
 * device type, vendor class, platform, user agent, file wanted -- unless the model that
 * won has not even a hint for the other text; then the device is ambiguous and not served.  The
 * device type needs no row: it is nr_model.type.
 */
struct nr_match {
	enum nr_fact fact;
	enum nr_trust trust;
	const char *glob;
	enum nr_fact and_fact;
	const char *and_glob;
};

/* -- what do its file names mean? ------------------------------------------ */

/* What a name is of. */
enum nr_kind {
	NR_KIND_UNKNOWN = 0,
	NR_KIND_LOAD,           /* SCCP45.9-4-2SR3-1S */
	NR_KIND_COMPONENT,      /* jar45sccp.9-4-2ES26 */
	NR_KIND_MANIFEST,       /* term45.default: its version is inside the file */
	NR_KIND_ARCHIVE,        /* cmterm-7945_7965-sccp.8-5-2.zip */
	NR_KIND_MARKER,         /* 79XX_default_load: no load at all, wiped */
};

/*
 * What a name means.  A version is an interval on the model's scale, because
 * some builds (ES) are only known to lie between two others: @version is the
 * earliest and @latest the latest place where it can be; equal when exact.
 */
struct nr_load {
	enum nr_kind kind;
	bool ordered;                   /* false: real, but nowhere on the scale */
	char family[8];                 /* grammar: "F1" */
	char train[16];                 /* only loads of one family and train compare: "45" */
	char protocol[8];               /* "SCCP", "SIP"; "" when it does not say */
	struct nr_version version, latest;
	char text[32];                  /* the version as the name has it: "9-4-2SR3-1" */
	char printed[32];               /* as release notes print it: "9.4(2)SR3-1" */
	char load[64];                  /* the load that a component or archive belongs to,
					 * when that is known; else "" */
	char suffix[8];                 /* of the file that a phone asks for first, when this
					 * load differs from the model's load_suffix: ".bin" */
	const char *doubt;              /* why this reading is not certain, one sentence (static
					 * const data); NULL: it is */
	const char *note;               /* what else one should know of it, likewise; NULL: nothing.  Of
					 * a load whose protocol is none of the model's: what it is */
	bool named_only;                /* served where somebody names it, never chosen: which region
					 * a phone is for the operator knows */
	char region[4];                 /* of such a load, where its name says one: "LA" */
	char part[16];                  /* which part of the firmware it is, of a model that has
					 * several with a version each: one of nr_model.parts; "":
					 * the first of them */
	/* New members are appended here; older plugins leave them zero. */
};

/* How two loads stand to each other. */
enum nr_order {
	NR_ORDER_UNKNOWN = 0,   /* they do not compare */
	NR_OLDER,               /* the first is surely the older one */
	NR_SAME,                /* they are the same version */
	NR_NEWER,               /* the first is surely the newer one */
};

/* Where @a stands to @b: NR_OLDER when @a is surely the older one. */
static inline enum nr_order nr_load_order(const struct nr_load *a, const struct nr_load *b)
{
	if (!a->ordered || !b->ordered || strcmp(a->family, b->family) != 0 ||
	    strcmp(a->train, b->train) != 0)
		return NR_ORDER_UNKNOWN;
	if (nr_version_cmp(&a->latest, &b->version) < 0)
		return NR_OLDER;
	if (nr_version_cmp(&b->latest, &a->version) < 0)
		return NR_NEWER;
	if (nr_version_cmp(&a->version, &b->version) == 0 &&
	    nr_version_cmp(&a->latest, &b->latest) == 0 &&
	    (nr_version_cmp(&a->version, &a->latest) == 0 || strcmp(a->text, b->text) == 0))
		return NR_SAME;
	return NR_ORDER_UNKNOWN;
}

/* -- how may it be upgraded? ----------------------------------------------- */

/* How sure a rule is. */
enum nr_confidence {
	NR_LOW = 1,             /* advice: shown, never enforced */
	NR_MEDIUM,              /* enforced */
	NR_HIGH,                /* enforced */
};

/*
 * One sentence of a release note, as data.  A phone that runs a load older
 * than @before and is to reach @reaching or later must first run a load
 * between @via_min and @via_max, both included.  With @down it is the other way
 * round: the phone runs @before or later and is to reach something older than
 * @reaching.  Rows of low confidence are advice: shown, never enforced.  A row
 * without a stop (no @via_max, no @via_text) forbids the jump; with @optional it
 * is only shown.  With @down and without @before too it forbids everything older
 * than @reaching, whatever the phone runs.  A stop that has no place on the scale is
 * @via_text alone, without @via_max: exactly that load.
 *
 * Two sentences for the operator, and each must hold for every load that it is printed
 * for: @reason, why the stop, of a phone before it; @direct, why no stop is asked for
 * from here on, of a phone that runs a load like the stop.  A row that is only shown and
 * has a @direct says of all its range why none is.
 *
 * @part and @needs are for models with several parts (nr_model.parts): @part, of the load to
 * reach, and @needs, the part of which @before and the stop speak.  "To reach application 3.2,
 * a boot ROM older than 4.1 must first be 4.2": @part "application", @needs "bootrom".  Such a
 * row does not speak of a phone that runs @reaching or later already while nobody knows what it
 * runs of @needs: it has what that takes.  It cannot be @down.  What a load needs of
 * other parts comes before stops of its own part; of two other parts, the one whose row stands
 * first.
 */
struct nr_hop {
	const char *id;                 /* "J1" */
	const char *reason;             /* one sentence: why the stop */
	const char *source;             /* where it is written */
	enum nr_confidence confidence;
	bool optional;                  /* only when the library has such a load */
	bool down;                      /* a rule for going back to an older load */
	const char *protocol;           /* NULL: any; "SIP": of the load to reach;
					 * "SCCP>SIP": only when it changes like this */
	struct nr_version before, reaching, via_min, via_max;
	const char *via_text;           /* version text of the load to ask for when the
					 * library has none: "8-5-2" */
	const char *direct;             /* one sentence: why none from there on; or NULL */
	const char *part;               /* of the load to reach; NULL: the first of nr_model.parts */
	const char *needs;              /* the part of which @before and the stop speak; NULL: the
					 * same as the load to reach */
	const char *via_load;           /* the load to ask for, by its name, where load_format does
					 * not make it of @via_text; or NULL */
};

/*
 * One sentence about boards, as data: a board of hardware revision @first to @last
 * takes no load of @protocol that is older than @oldest.  Rows of low confidence are
 * advice.  A row is shown, not kept, while the revision is not known; a phone that
 * runs such an older load refutes it.
 */
struct nr_board {
	const char *id;                 /* "N9" */
	const char *reason;             /* one sentence for the operator */
	const char *source;             /* where it is written */
	enum nr_confidence confidence;
	const char *protocol;           /* NULL: any */
	uint16_t first, last;           /* "V15" of LLDP: 15.  @last 0: and all later ones */
	struct nr_version oldest;       /* all parts UINT16_MAX: it takes none */
};

/* -- which files are its firmware? ------------------------------------------ */

/* What a file of firmware is. */
enum nr_file_kind {
	NR_FILE_LIST = 1,       /* names the files of a load */
	NR_FILE_LOAD,           /* an image that may be a load by itself */
	NR_FILE_IMAGE,          /* an image that is always a part of one */
};

/*
 * The end of a file's name, compared without case: ".lst".  What no model names is no
 * firmware to the library.  Of two that fit, the longer one counts.
 */
struct nr_suffix {
	const char *text;
	enum nr_file_kind kind;
};

/*
 * A name that a phone asks for and that no file has: what answers is a file of its step.
 * @ask is a pattern as in struct nr_name.
 */
struct nr_alias {
	const char *ask;                /* "example.bin" */
	const char *part;               /* only while its step is of this part; NULL: of any */
	const char *file;               /* the first file of the load that this pattern fits; NULL:
					 * the one with which the load begins */
};

/* A file of the library, for nr_model.identify and nr_model.list.  Borrowed for the call. */
struct nr_found {
	const char *release;            /* the folder, named after its archive; "": none */
	const char *name;               /* of the file */
	const char *const *beside;      /* names of all files of that folder; ends with NULL */
	const uint8_t *head;            /* its first bytes, or all of them, */
	size_t head_size;               /* and how many are there: at most 64 KiB */
	uint64_t size;                  /* of the file */
};

/* -- what does it ask for? ------------------------------------------------- */

/* What a phone asks for. */
enum nr_want {
	NR_WANT_OTHER = 0,
	NR_WANT_TRUST,          /* trust lists: "not found" is the right answer */
	NR_WANT_CONFIG,         /* its own configuration */
	NR_WANT_DEFAULTS,       /* the configuration of phones without one */
	NR_WANT_SIGNED_CONFIG,  /* asked when it holds a trust list of another cluster */
	NR_WANT_MANIFEST,       /* the load list of a wiped phone */
	NR_WANT_TEXT,           /* a text configuration that the model alone can write */
};

/* Names are compared without case; "%M" as in struct nr_match. */
struct nr_name {
	enum nr_want want;
	const char *glob;
};

/* The door at which a request came. */
enum nr_door {
	NR_DOOR_UNKNOWN = 0,
	NR_DOOR_TFTP,
	NR_DOOR_HTTP,
};

/* What a configuration for one phone must say.  The core fills it. */
struct nr_ask {
	struct nr_mac mac;
	struct in_addr addr, server;    /* the phone's address, and ours */
	const char *load;               /* load to install; NULL: name none */
	const char *protocol;           /* of that load, or of the one that it runs: "SCCP" */
	const char *want_name;          /* the name that it asked for */
	const char *runs;               /* the load that it runs now, of the first part; "": not
					 * known.  When it was sent all of @load: that one */
	const char *file;               /* the file with which @load begins, as the library has it:
					 * "SCCP45.9-4-2SR3-1S.loads"; NULL: none */
	const char *part;               /* of @load; "": the model has only one */
	const char *const *parts;       /* the load that it runs of each part that is known; ends
					 * with NULL */
	enum nr_door door;              /* by which it asked, */
	uint16_t port;                  /* and at which port; 0: not known */
	uint16_t http_port;             /* where the bench serves HTTP; 0: nowhere */
	const char *user_agent;         /* what it calls itself by HTTP; "": not known */
	/* New members are appended here; what an older program does not know reads as zero. */
};

struct nr_body {
	char *buf;
	size_t size, len;
};

/* Append text.  When it does not fit, @len ends up beyond @size. */
static inline void __attribute__((format(printf, 2, 3)))
nr_body_printf(struct nr_body *b, const char *fmt, ...)
{
	size_t at = b->len < b->size ? b->len : b->size;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(b->buf + at, b->size - at, fmt, ap);
	va_end(ap);
	b->len += n < 0 ? b->size + 1 : (size_t)n;
}

/* By which door it fetches its files.  Both are always open to it. */
enum nr_transport {
	NR_TRANSPORT_UNKNOWN = 0,
	NR_TFTP,                /* TFTP alone */
	NR_TFTP_OR_HTTP,        /* TFTP is certain; later loads ask HTTP 6970 first */
	NR_HTTP_FIRST,          /* HTTP 6970, then TFTP, for each file */
};

/* Seconds that are normal; after them the operator hears of it. */
struct nr_patience {
	uint16_t ask;           /* from its lease to its first request */
	uint16_t transfer;      /* from one packet of a download to the next */
	uint16_t flash;         /* from the last file to the first sign of the new load */
};

/* What proves that a phone runs a load.  Its own word always does. */
enum nr_proof {
	NR_PROOF_CONFIG = 1,    /* it compares the load that its configuration names with its own,
				 * and fetches it when it differs: to register without having
				 * done so means that it runs it */
};

/* -- what must DHCP say to it? ------------------------------------------------ */

/* How the text of an option becomes bytes. */
enum nr_dhcp_type {
	NR_DHCP_TEXT = 1,       /* the text as it is */
	NR_DHCP_TEXT_NUL,       /* and a NUL behind it */
	NR_DHCP_ADDRESSES,      /* dotted addresses, separated by blanks, four bytes each */
	NR_DHCP_BYTES,          /* hexadecimal: "01 ff" */
};

/*
 * One option of the answer to its DHCP.  @text may hold %S, the bench's address, and %H,
 * "http://ADDRESS:PORT" of the bench; a row with %H is as if it were not there while the bench
 * serves no HTTP.  Instead of what the plugin would say itself, of 3, 6, 66 and 150 too; a row that
 * is not @always there, and that the device did not ask for, is not sent, and nothing in its place.
 * What the server says itself (1, 50 to 55, 57 to 61, 82, 255) cannot be a row.  The rows of one
 * option 43 follow each other; all options of a model have 312 bytes.
 *
 * A phone of which the model is not known yet gets these rows too, where all models that take it
 * for a phone (NR_PHONE, NR_SURE) have the same: some take no answer without them.
 */
struct nr_dhcp {
	uint8_t option;                 /* 66; 0 ends the rows */
	uint8_t sub;                    /* inside option 43: the number of the sub-option; 0: none */
	enum nr_dhcp_type type;
	const char *text;               /* NULL: this option is not to be sent to it */
	bool always;                    /* also when it did not ask for it (option 55) */
	const char *vendor_class;       /* only for a device whose option 60 fits this pattern, as in
					 * struct nr_match; NULL: for all.  It may say another one with
					 * other firmware */
};

/* -- how is it restarted? ------------------------------------------------------ */

/* By what a phone is restarted. */
enum nr_restart_by {
	NR_RESTART_NOTIFY = 1,  /* SIP NOTIFY with the event @text: "check-sync;reboot=true" */
	NR_RESTART_HTTP,        /* GET of the path @text from the phone: "/restart.htm" */
};

/*
 * Rows, the best first.  A NOTIFY goes to a phone that has registered by SIP: the first row of that
 * kind, and the next one when it did not help.  A GET goes to port 80 of a phone that waits, where
 * that is the best row or the phone does not register.  A model without rows is restarted as a call
 * manager does it, by SCCP and SIP.
 */
struct nr_restart {
	enum nr_restart_by by;
	const char *text;               /* NULL ends the rows */
};

struct nr_model {
	const char *id;                 /* "cisco-7945" */
	const char *name;               /* "7945": section name, command line, status */
	const char *title;              /* "Cisco Unified IP Phone 7945G" */
	uint32_t type;                  /* the call manager's number: loadInformation435 */
	const char *type_name;          /* the call manager's text: "Cisco 7945" */
	const char *const *load_prefixes;  /* "SCCP45.", "SIP45.", NULL */
	const char *const *protocols;   /* "SCCP", "SIP", NULL; the first is the usual one.  NULL:
					 * its loads say none */
	const char *load_suffix;        /* of the file with which a load begins, its list or its
					 * only image: ".loads"; NULL: it has none */

	/* %P "SCCP", %p "sccp", %V nr_load.text */
	const char *load_format;        /* "%P45.%VS" */
	const char *archive_format;     /* "cmterm-7945_7965-%p.%V.zip" */

	const struct nr_match *matches; /* which devices; ends with a zero row */
	const struct nr_match *wiped;   /* signs that no load is installed; NULL: none known */
	const struct nr_hop *hops;      /* ends with a zero row; NULL: none */
	const struct nr_name *names;    /* ends with a zero row; NULL: none */
	const struct nr_hop *wiped_hop; /* what a wiped phone gets when it turns the target
					 * down: @via_min to @via_max, @via_text; NULL: nothing */
	struct nr_patience patience;
	const char *reset;              /* how to wipe it, in words; NULL: not known */

	/*
	 * Say what @name means to this model.  @name is normalised: no folder,
	 * no blanks around it, no suffix of a firmware file (an archive keeps
	 * its own); it may come from the network.  Returns false, *out
	 * untouched, when the name is none of this model's.
	 */
	bool (*parse)(const struct nr_model *self, const char *name, struct nr_load *out);

	/*
	 * Optional: write the configuration that answers @want (NR_WANT_CONFIG,
	 * NR_WANT_DEFAULTS or NR_WANT_TEXT).  NULL, or false returned: the
	 * core's XML, and "not found" for NR_WANT_TEXT.  True with nothing
	 * written: "not found" is what the phone shall hear.
	 */
	bool (*config)(const struct nr_model *self, enum nr_want want,
		       const struct nr_ask *ask, struct nr_body *body);

	/*
	 * Optional: the name of the archive that holds @load, where
	 * archive_format cannot make it.  NULL, or false returned: archive_format.
	 */
	bool (*archive)(const struct nr_model *self, const struct nr_load *load, char *out,
			size_t size);

	/*
	 * Optional: the load that runs when a phone says @said and calls itself
	 * @device (CDP device id, "" when unknown), for phones whose loader
	 * speaks for the application.  NULL, or false returned: what it said.
	 */
	bool (*running)(const struct nr_model *self, const char *said, const char *device,
			char *out, size_t size);

	const struct nr_board *boards;  /* ends with a zero row; NULL: none */
	enum nr_transport transport;

	/*
	 * Optional: the name of the load of @protocol whose version a phone printed as
	 * @said, such as "9.4(2SR3.1S)"; with the build behind the point (@build), or
	 * without it, since that of a first release may be an inner one.  NULL, or false
	 * returned: it means nothing.
	 */
	bool (*printed)(const struct nr_model *self, const char *protocol, const char *said,
			bool build, char *out, size_t size);

	const char *read;               /* the documents that were read for its rules; NULL: none */
	const char *not_known;          /* what no document says, one sentence; or NULL */

	/*
	 * A start that is seen means that the phone does not write its flash any more: it
	 * writes before it restarts, and restarts once.  False where that is not known: some
	 * restart several times while they write.
	 */
	bool boot_ends_writing;

	/*
	 * Optional: the name of the load of @protocol that release notes print as
	 * @version, "9.4(2)SR3" or, with a build, "9.4(2)SR3-1" (one that is sure: false for
	 * what only a list of names would tell).  NULL, or false returned: load_format, for
	 * a version with a build.
	 */
	bool (*load_of)(const struct nr_model *self, const char *protocol, const char *version,
			char *out, size_t size);

	/* -- what the library takes for its firmware -- */

	const struct nr_suffix *suffixes;   /* ends with a zero row; NULL: load_suffix is a list */
	const struct nr_alias *aliases;     /* ends with a zero row; NULL: none */
	/*
	 * Optional: the load that the file @found is or belongs to, for files whose names say
	 * no version.  *out as parse() would fill it, and its name in @name.  Pure: the
	 * same file is asked about again and again.  NULL, or false returned: parse() of its name.
	 */
	bool (*identify)(const struct nr_model *self, const struct nr_found *found, char *name,
			 size_t size, struct nr_load *out);
	/*
	 * Optional: the @i-th file, from 0, that the list @found names, in the order of download.
	 * NULL: one of @formats reads it.  False: there are no more, and for 0: it is no list.
	 */
	bool (*list)(const struct nr_model *self, const struct nr_found *found, unsigned i,
		     char *file, size_t size);
	/*
	 * Readers and writers of the program that fit this model, by name: "cisco-image" knows
	 * when a file is whole and who signed it, and with "cisco-signed" one that nobody signed is
	 * of no use; "cisco-list" reads the sections and remarks of a .loads; "cisco-config"
	 * writes its configuration; "cisco-defaults" guesses its line in a call manager's file
	 * where the number (@type) is wrong or missing.  Ends with NULL; NULL: none.  Without
	 * them a list is a text with a name in each line, a file is whole when it is there, and
	 * the model's own config() says what the phone hears.
	 */
	const char *const *formats;

	/* -- what it is called, what proves -- */

	const char *phone_name;         /* a device of this model: "SEP%M"; %M is its MAC in upper
					 * case, %m in lower case.  NULL: "00:1b:54:aa:00:01" */
	unsigned proofs;                /* of enum nr_proof, beside its own word */
	/*
	 * Optional: the @i-th load, from 0, that @text says to run, where that is not the
	 * name of a load: a user agent with several versions.  @fact says what @text is, @asked
	 * the file that it asked for in the same breath ("": none).  NULL, or false returned:
	 * no (more) loads.
	 */
	bool (*says)(const struct nr_model *self, enum nr_fact fact, const char *text,
		     const char *asked, unsigned i, char *load, size_t size);

	/* -- parts with a version each -- */

	const char *const *parts;       /* "application", "bootrom", NULL; at most 4.  The first is
					 * the one that targets are about.  NULL: one part.  Each step
					 * brings one part; says() tells what runs of each, and that
					 * alone proves a step of another part than the first */

	/* -- its wire -- */

	const struct nr_dhcp *dhcp;         /* ends with a zero row; NULL: what all get */
	const struct nr_restart *restarts;  /* ends with a zero row; NULL: none */

	const struct nr_origin *origin; /* the program's; a plugin leaves it NULL */
	/*
	 * Names that only a running application asks for, never the loader that installed it:
	 * its protocol, a blank, a glob as in struct nr_name: "SIP SIPDefault.cnf".  A phone that
	 * had no application of that protocol, was given a whole load of it, and then asks for
	 * such a name, runs it.  "*": of any protocol.  Ends with NULL; NULL: none is known.
	 */
	const char *const *signs;

	/*
	 * The first release that asks for a list, where older ones fetch their image at once: a
	 * phone that asks for a list of itself is not older, and what it asks for is what it
	 * wants, not what it runs.  All zero: a list says nothing of that.
	 */
	struct nr_version lists_from;

	/* New members are appended here; older plugins read as zero. */
};

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_MODEL_H */
