/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fetch.c -- netrecover-fetch: get one file from a call manager, by HTTP on
 * port 6970, else by TFTP on port 69.  A program of its own, so that libcurl
 * is never in the process that serves phones.
 *
 *	netrecover-fetch MAX-BYTES SECONDS FILE HOST NAME...
 *
 * The names are spellings of one file; the first that there is goes to FILE,
 * its URL to standard output.  Else one line says why not, and FILE is gone.
 * A call manager answers itself: no proxy, no redirection, no encryption.
 */
#include <config.h>

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netrecover/types.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONNECT_SECONDS 6
#define SILENT_SECONDS 20               /* without a byte */

struct fetching {
	CURL *curl;
	const char *path, *host;
	uint64_t max, got;
	long seconds;
	bool progress, too_large;
	int fd, error;                  /* errno of a failed write */
	char why[2][CURL_ERROR_SIZE + 32];
};

static const struct protocol {
	const char *name, *scheme;
	int port;
	CURLcode not_there;             /* try another spelling */
} protocols[2] = {
	{ "HTTP on port 6970", "http", 6970, CURLE_HTTP_RETURNED_ERROR },
	{ "TFTP", "tftp", 69, CURLE_TFTP_NOTFOUND },
};

static size_t on_data(char *data, size_t size, size_t count, void *arg)
{
	struct fetching *j = arg;
	size_t n = size * count, done = 0;

	if (n > j->max - j->got) {
		j->too_large = true;
		return 0;
	}
	while (done < n) {
		ssize_t w = write(j->fd, data + done, n - done);

		if (w < 0 && errno != EINTR) {
			j->error = errno;
			return 0;
		}
		done += w > 0 ? (size_t)w : 0;
	}
	j->got += n;
	return n;
}

static int on_progress(void *arg, curl_off_t total, curl_off_t now, curl_off_t up_total,
		       curl_off_t up)
{
	const struct fetching *j = arg;

	(void)up_total;
	(void)up;
	if (!j->progress || now <= 0)
		return 0;
	fprintf(stderr, "\r%s: %" PRId64, j->host, (int64_t)now / 1024);
	if (total > 0)
		fprintf(stderr, " of %" PRId64, (int64_t)total / 1024);
	fputs(" KiB\033[K", stderr);
	return 0;
}

static bool make_url(const struct fetching *j, const struct protocol *p, const char *name, char url[1200])
{
	bool six = strchr(j->host, ':') != NULL;
	char *escaped = curl_easy_escape(j->curl, name, 0);
	int n = -1;

	if (escaped)
		n = snprintf(url, 1200, "%s://%s%s%s:%d/%s", p->scheme, six ? "[" : "", j->host,
			     six ? "]" : "", p->port, escaped);
	curl_free(escaped);
	return n > 0 && n < 1200;
}

static void set_up(struct fetching *j, const struct protocol *p, const char *url, char *why)
{
	CURL *c = j->curl;

	curl_easy_reset(c);
	curl_easy_setopt(c, CURLOPT_URL, url);
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, p->scheme);
#else
	curl_easy_setopt(c, CURLOPT_PROTOCOLS,
			 p->port == 69 ? (long)CURLPROTO_TFTP : (long)CURLPROTO_HTTP);
#endif
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_FAILONERROR, 1L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, j->seconds);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SILENT_SECONDS);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)j->max);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_data);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, j);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, j);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
}

/* Why not, in words that say what to look at; curl's own behind them for what is rare. */
static void say_why(CURL *c, CURLcode r, char *why)
{
	static const struct {
		CURLcode code;
		const char *words;
	} rows[] = {
		{ CURLE_COULDNT_RESOLVE_HOST, "there is no host of that name" },
		{ CURLE_URL_MALFORMAT, "that is no name or address of a host" },
		{ CURLE_COULDNT_CONNECT, "nothing answers at that port" },
		{ CURLE_OPERATION_TIMEDOUT, "no answer in time" },
		{ CURLE_GOT_NOTHING, "it ended the connection without an answer" },
		{ CURLE_PARTIAL_FILE, "the connection broke off in the middle" },
		{ CURLE_RECV_ERROR, "the connection broke off" },
		{ CURLE_SEND_ERROR, "the connection broke off" },
		{ CURLE_TFTP_NOTFOUND, "it does not have that file" },
		{ CURLE_TFTP_PERM, "it may not give that file" },
		{ CURLE_TFTP_ILLEGAL, "it does not speak TFTP as it should" },
		{ CURLE_TFTP_UNKNOWNID, "it does not speak TFTP as it should" },
		{ CURLE_OUT_OF_MEMORY, "no memory" },
	};
	char own[CURL_ERROR_SIZE];
	long number = 0;

	if (r == CURLE_HTTP_RETURNED_ERROR && curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &number) == CURLE_OK) {
		snprintf(why, CURL_ERROR_SIZE, number == 404 ? "it does not have that file (%ld)" : "it answered with status %ld",
			 number);
		return;
	}
	if (r == CURLE_COULDNT_CONNECT && curl_easy_getinfo(c, CURLINFO_OS_ERRNO, &number) == CURLE_OK && number) {
		snprintf(why, CURL_ERROR_SIZE, "%s", number == ECONNREFUSED ? "nothing answers at that port" :
			 number == EHOSTUNREACH || number == ENETUNREACH ? "there is no way to that host" : strerror((int)number));
		return;
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (rows[i].code == r) {
			snprintf(why, CURL_ERROR_SIZE, "%s", rows[i].words);
			return;
		}
	snprintf(own, sizeof(own), "%s", why[0] ? why : curl_easy_strerror(r));
	snprintf(why, CURL_ERROR_SIZE, "it could not be had (curl: %.200s)", own);
}

/* One try.  CURLE_OK, or what curl says, with @why. */
static CURLcode get(struct fetching *j, const struct protocol *p, const char *url, char *why)
{
	CURLcode r;

	why[0] = '\0';
	j->got = 0;
	if (ftruncate(j->fd, 0) != 0 || lseek(j->fd, 0, SEEK_SET) != 0) {
		j->error = errno;
		return CURLE_WRITE_ERROR;
	}
	set_up(j, p, url, why);
	r = curl_easy_perform(j->curl);
	if (j->progress)
		fputs("\r\033[K", stderr);
	if (r == CURLE_FILESIZE_EXCEEDED || j->too_large) {
		j->too_large = true;
		snprintf(why, CURL_ERROR_SIZE, "larger than %" PRIu64 " bytes", j->max);
	} else if (r == CURLE_OK && j->got == 0) {
		snprintf(why, CURL_ERROR_SIZE, "an empty file");
		r = CURLE_GOT_NOTHING;
	} else if (r != CURLE_OK) {
		say_why(j->curl, r, why);
	}
	return r;
}

static bool try_protocol(struct fetching *j, int which, char **names)
{
	const struct protocol *p = &protocols[which];
	char url[1200];
	CURLcode r;

	snprintf(j->why[which], sizeof(j->why[which]), "bad name");
	for (; *names; names++) {
		if (!make_url(j, p, *names, url))
			return false;
		r = get(j, p, url, j->why[which]);
		if (r == CURLE_OK) {
			puts(url);
			return true;
		}
		if (r != p->not_there || j->too_large || j->error)
			return false;
	}
	return false;
}

static bool fetch(struct fetching *j, char **names)
{
	for (int i = 0; i < 2; i++) {
		if (try_protocol(j, i, names))
			return true;
		if (j->error) {
			fprintf(stderr, "%s: %s\n", j->path, strerror(j->error));
			return false;
		}
		if (j->too_large) {
			fprintf(stderr, "%s: %s (%s)\n", j->host, j->why[i], protocols[i].name);
			return false;
		}
	}
	fprintf(stderr, "%s: no %s: %s: %s; %s: %s\n", j->host, *names, protocols[0].name, j->why[0],
		protocols[1].name, j->why[1]);
	return false;
}

static int usage(void)
{
	fputs("usage: netrecover-fetch MAX-BYTES SECONDS FILE HOST NAME...\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct fetching j = { .fd = -1 };
	bool ok = false;

	if (argc < 6)
		return usage();
	j.max = strtoull(argv[1], NULL, 10);
	j.seconds = strtol(argv[2], NULL, 10);
	j.path = argv[3];
	j.host = argv[4];
	if (j.max == 0 || j.seconds <= 0 || !j.host[0] ||
	    strspn(j.host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") !=
	    strlen(j.host))
		return usage();
	j.progress = isatty(STDERR_FILENO);
	j.fd = open(j.path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (j.fd < 0) {
		fprintf(stderr, "%s: %s\n", j.path, strerror(errno));
		return 1;
	}
	if (curl_global_init(CURL_GLOBAL_NOTHING) == CURLE_OK && (j.curl = curl_easy_init()) != NULL)
		ok = fetch(&j, argv + 5);
	curl_easy_cleanup(j.curl);
	curl_global_cleanup();
	if (close(j.fd) != 0 && ok) {
		fprintf(stderr, "%s: %s\n", j.path, strerror(errno));
		ok = false;
	}
	if (!ok)
		unlink(j.path);
	return ok ? 0 : 1;
}
