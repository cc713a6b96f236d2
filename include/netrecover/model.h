/* SPDX-License-Identifier: ISC */
#ifndef NETRECOVER_MODEL_H
#define NETRECOVER_MODEL_H
/*
 * model.h -- what a model plugin says about one phone model.
 *
 * A model is tables plus one pure function: no sockets, no files, no clock, no
 * state.  The core does the planning, the serving and the waiting.  Every
 * pointer stays valid until the plugin is unloaded (static const data).  The
 * first argument of each callback is the model itself, so that models of one
 * family share their code.
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
 * vendor class, platform, file wanted -- unless the model that won has not
 * even a hint for the other text; then the device is ambiguous and not served.
 */
struct nr_match {
	enum nr_fact fact;
	enum nr_trust trust;
	const char *glob;
	enum nr_fact and_fact;
	const char *and_glob;
};

/* -- what do its file names mean? ------------------------------------------ */

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
	const char *note;               /* what else one should know of it, likewise; NULL: nothing */
	bool named_only;                /* served where somebody names it, never chosen: which region
					 * a phone is for the operator knows */
	char region[4];                 /* of such a load, where its name says one: "LA" */
	/* New members are appended here; older plugins leave them zero. */
};

enum nr_order { NR_ORDER_UNKNOWN = 0, NR_OLDER, NR_SAME, NR_NEWER };

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

enum nr_confidence { NR_LOW = 1, NR_MEDIUM, NR_HIGH };

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
 * Rows grow by appending members.  An array of rows has no room for it: from the first
 * release on that is a new NR_ABI.
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

/* -- what does it ask for? ------------------------------------------------- */

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

/* What a configuration for one phone must say. */
struct nr_ask {
	struct nr_mac mac;
	struct in_addr addr, server;    /* the phone's address, and ours */
	const char *load;               /* load to install; NULL: name none */
	const char *protocol;           /* of that load, or of the one that it runs: "SCCP" */
	const char *want_name;          /* the name that it asked for */
	const char *runs;               /* the load that it runs now; "": not known.  When it
					 * was sent all of @load: that one */
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

struct nr_model {
	const char *id;                 /* "cisco-7945" */
	const char *name;               /* "7945": section name, command line, status */
	const char *title;              /* "Cisco Unified IP Phone 7945G" */
	uint32_t type;                  /* the call manager's number: loadInformation435 */
	const char *type_name;          /* the call manager's text: "Cisco 7945" */
	const char *const *load_prefixes;  /* "SCCP45.", "SIP45.", NULL */
	const char *const *protocols;   /* "SCCP", "SIP", NULL; the first is the usual one */
	const char *load_suffix;        /* of the file that lists a load: ".loads" */

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

	/* New members are appended here; older plugins read as zero. */
};

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_MODEL_H */
