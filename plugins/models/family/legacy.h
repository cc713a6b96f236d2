/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODELS_LEGACY_H
#define MODELS_LEGACY_H
/*
 * legacy.h -- what the phones before and beside the Java phones have in common:
 * the spellings of their evidence, and scanners for their load names.
 *
 * Each family of load names is one file: digits79.c (7910, 7914, 7935, 7940,
 * 7960), dated79.c (7902, 7905, 7912, ATA 186, ATA 188) and plain79.c (the
 * rest).  A model is one file of tables over one of them.
 */
#include <netrecover/plugin.h>

#include <ctype.h>
#include <strings.h>

/* -- which device ------------------------------------------------------------ */

#define LEGACY_ROW(fact, trust, glob) { fact, trust, glob, NR_FACT_END, NULL }

/* One model number ("7940", "7940G") as DHCP option 60, CDP, LLDP and LLDP-MED spell it. */
#define LEGACY_IS(number)                                                              \
	LEGACY_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*IP Phone CP-" number), \
	LEGACY_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*IP Phone " number), \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco IP Phone " number),               \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco IP Phone " number ",*"),          \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco IP Phone CP-" number),            \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco IP Phone CP-" number ",*"),       \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_SURE, "CP-" number)

/* Loads of a family: other models may run them too. */
#define LEGACY_LOADS(prefix)                                                           \
	LEGACY_ROW(NR_FACT_LOAD, NR_HINT, prefix "*"),                                 \
	LEGACY_ROW(NR_FACT_FILE_WANTED, NR_HINT, prefix "*")

/* Surely a phone, whichever: a boot loader tells no model, or has no option 60. */
#define LEGACY_A_PHONE                                                                 \
	LEGACY_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*IP Phone*"),      \
	LEGACY_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*Wireless Phone *"), \
	LEGACY_ROW(NR_FACT_PLATFORM, NR_PHONE, "Cisco IP Phone *"),                    \
	{ NR_FACT_HOST_NAME, NR_PHONE, "SEP%M", NR_FACT_WANTS_SERVER, "150" }

#define LEGACY_END      LEGACY_ROW(NR_FACT_END, (enum nr_trust)0, NULL)

/* -- what it asks for -------------------------------------------------------- */

#define LEGACY_XML_NAMES                                                               \
	{ NR_WANT_TRUST, "CTLSEP%M.tlv" },                                             \
	{ NR_WANT_CONFIG, "SEP%M.cnf.xml" },                                           \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.sgn" },                                \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.enc.sgn" },                            \
	{ NR_WANT_DEFAULTS, "XMLDefault.cnf.xml" }

/*
 * Nobody has published how long these phones take; so they get the patience of
 * the Java phones, which are not slower than their flash.
 */
#define LEGACY_PATIENCE .patience = { .ask = 120, .transfer = 60, .flash = 600 }

/* None of them knows HTTP. */
#define LEGACY_DOOR     .transport = NR_TFTP

/* -- scanners: each moves *s only when it matches ------------------------------ */

static inline bool legacy_lit(const char **s, const char *literal)
{
	size_t n = strlen(literal);

	if (strncasecmp(*s, literal, n) != 0)
		return false;
	*s += n;
	return true;
}

/* Exactly @count digits. */
static inline bool legacy_digits(const char **s, int count, uint16_t *out)
{
	uint16_t v = 0;

	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)(*s)[i]))
			return false;
		v = (uint16_t)(v * 10 + ((*s)[i] - '0'));
	}
	*s += count;
	*out = v;
	return true;
}

/* A separator, and a number behind it. */
static inline bool legacy_part(const char **s, const char *separators, uint16_t *out)
{
	const char *p = *s;

	if (*p == '\0' || !strchr(separators, *p))
		return false;
	p++;
	if (!nr_scan_u16(&p, out))
		return false;
	*s = p;
	return true;
}

/* @s in capitals; false when it does not fit or is empty. */
static inline bool legacy_upper(char *out, size_t size, const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n >= size)
		return false;
	for (size_t i = 0; i <= n; i++)
		out[i] = (char)toupper((unsigned char)s[i]);
	return true;
}

/* @name without the end of an archive, in capitals; false when it has none. */
static inline bool legacy_archive(char *out, size_t size, const char *name)
{
	static const char *const ends[] = { ".zip", ".tar", ".tgz", ".tar.gz", ".cop.sgn",
					    ".cop.sha512", ".cop" };
	size_t len = strlen(name);

	if (!legacy_upper(out, size, name))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (len <= n || strcasecmp(name + len - n, ends[i]) != 0)
			continue;
		out[len - n] = '\0';
		len -= n;
		if (len > 3 && (strcmp(out + len - 3, ".K3") == 0 || strcmp(out + len - 3, ".K4") == 0))
			out[len - 3] = '\0';
		return out[0] != '\0';
	}
	return false;
}

/* The last place that shares the first @parts parts with @v. */
static inline struct nr_version legacy_last(struct nr_version v, int parts)
{
	for (int i = parts; i < 8; i++)
		v.part[i] = UINT16_MAX;
	return v;
}

#endif
