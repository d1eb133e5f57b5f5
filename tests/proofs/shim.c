/* Stands between a program and its disk: counts what is written under one folder, and on order stops the program before the
   n-th of these calls, lets it fail, or writes down every one of them, so that a power cut can be played later.

   Loaded with LD_PRELOAD; armed from inside by `proof_arm`, so that a process that has everything imported can fork a child for
   every n. Only calls that change something under the folder count. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, STOP, FAIL, FAIL_FROM, SHORT, RECORD };
enum { FDS = 4096, STOPPED = 137 };

static char under[PATH_MAX];
static size_t under_length;
static int mode, fault;
static long at, seen;
static int record = -1;
static char *paths[FDS];

#define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* What is armed: under which folder, what happens, at which call, with which error number, and where records go. */
void proof_arm(const char *folder, int what, long number, int error, int into) {
    snprintf(under, sizeof under, "%s", folder);
    under_length = strlen(under);
    mode = what; at = number; fault = error; seen = 0; record = into;
}

long proof_seen(void) { return seen; }

static int inside(const char *path) {
    return mode && path && under_length && !strncmp(path, under, under_length) && (path[under_length] == '/' || !path[under_length]);
}

/* Shared memory beside the log (-shm) is rebuilt after every crash: it isn't disk. */
static int is_disk(const char *path) {
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static const char *whole(int folder, const char *path, char *room) {
    if (path[0] == '/') return path;
    if (folder == AT_FDCWD) { if (!getcwd(room, PATH_MAX)) return path; }
    else if (folder >= 0 && folder < FDS && paths[folder]) snprintf(room, PATH_MAX, "%s", paths[folder]);
    else return path;
    size_t length = strlen(room);
    snprintf(room + length, PATH_MAX - length, "/%s", path);
    return room;
}

static void put(const void *bytes, size_t length) {
    NEXT(write);
    const char *from = bytes;
    while (length) {
        ssize_t done = next(record, from, length);
        if (done <= 0) _exit(99);
        from += done; length -= (size_t)done;
    }
}

/* One record: what, path, second path, offset, length, bytes. */
static void say(char what, const char *path, const char *other, int64_t offset, const void *bytes, int64_t length) {
    if (mode != RECORD) return;
    uint32_t sizes[2] = {(uint32_t)strlen(path), (uint32_t)strlen(other)};
    int64_t numbers[2] = {offset, length};
    put(&what, 1); put(sizes, sizeof sizes); put(numbers, sizeof numbers);
    put(path, sizes[0]); put(other, sizes[1]);
    if (bytes) put(bytes, (size_t)length);
}

/* One counted call is about to happen. 0: go on; 1: fail with errno set; 2: write only a part. */
static int counted(void) {
    seen++;
    if (mode == STOP && seen == at) _exit(STOPPED);
    if ((mode == FAIL && seen == at) || (mode == FAIL_FROM && seen >= at)) { errno = fault; return 1; }
    return mode == SHORT && seen == at ? 2 : 0;
}

static void remember(int fd, const char *path) {
    if (fd < 0 || fd >= FDS) return;
    free(paths[fd]);
    paths[fd] = inside(path) ? strdup(path) : NULL;
}

static int opened(const char *path, int flags, int (*open_it)(void *), void *with) {
    struct stat there;
    int makes = inside(path) && is_disk(path) && (flags & O_CREAT) && stat(path, &there) != 0;
    int cuts = inside(path) && (flags & O_TRUNC) && !makes;
    if ((makes || cuts) && counted()) return -1;
    int fd = open_it(with);
    if (fd >= 0) {
        remember(fd, path);
        if (makes) say('c', path, "", 0, NULL, 0);
        if (cuts) say('t', path, "", 0, NULL, 0);
    }
    return fd;
}

struct opening { int folder; const char *path; int flags; mode_t mode; };

static int open_next(void *with) {
    NEXT(openat64);
    struct opening *o = with;
    return next(o->folder, o->path, o->flags, o->mode);
}

static int opening(int folder, const char *path, int flags, mode_t mode_) {
    char room[PATH_MAX];
    struct opening o = {folder, path, flags, mode_};
    return opened(whole(folder, path, room), flags, open_next, &o);
}

#define MODE_OF(flags, last) mode_t m = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, last); m = va_arg(a, mode_t); va_end(a); }

int open(const char *path, int flags, ...) { MODE_OF(flags, flags) return opening(AT_FDCWD, path, flags, m); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, flags) return opening(AT_FDCWD, path, flags, m); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags, flags) return opening(folder, path, flags, m); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags, flags) return opening(folder, path, flags, m); }

int close(int fd) {
    NEXT(close);
    if (fd >= 0 && fd < FDS && paths[fd]) { free(paths[fd]); paths[fd] = NULL; }
    return next(fd);
}

static const char *of(int fd) { return fd >= 0 && fd < FDS && mode && paths[fd] && inside(paths[fd]) ? paths[fd] : NULL; }

ssize_t write(int fd, const void *bytes, size_t length) {
    NEXT(write);
    if (fd == 1) say('a', "", "", 0, bytes, (int64_t)length); /* what the program promised, and when */
    const char *path = of(fd);
    if (!path || !is_disk(path)) return next(fd, bytes, length);
    int how = counted();
    if (how == 1) return -1;
    if (how == 2) length = length > 1 ? length / 2 : length;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = next(fd, bytes, length);
    if (done > 0) say('w', path, "", offset, bytes, done);
    return done;
}

static ssize_t writing(int fd, const void *bytes, size_t length, off64_t offset) {
    NEXT(pwrite64);
    const char *path = of(fd);
    if (!path || !is_disk(path)) return next(fd, bytes, length, offset);
    int how = counted();
    if (how == 1) return -1;
    if (how == 2) length = length > 1 ? length / 2 : length;
    ssize_t done = next(fd, bytes, length, offset);
    if (done > 0) say('w', path, "", offset, bytes, done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return writing(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return writing(fd, bytes, length, offset); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    NEXT(writev);
    const char *path = of(fd);
    if (!path || !is_disk(path)) return next(fd, parts, count);
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return all;
}

static int syncing(int fd, int (*sync_it)(int)) {
    const char *path = of(fd);
    if (!path || !is_disk(path)) return sync_it(fd);
    if (counted()) return -1;
    int done = sync_it(fd);
    struct stat what;
    if (!done) say(!fstat(fd, &what) && S_ISDIR(what.st_mode) ? 'd' : 's', path, "", 0, NULL, 0);
    return done;
}

int fsync(int fd) { NEXT(fsync); return syncing(fd, next); }
int fdatasync(int fd) { NEXT(fdatasync); return syncing(fd, next); }

static int cutting(int fd, off64_t length) {
    NEXT(ftruncate64);
    const char *path = of(fd);
    if (!path || !is_disk(path)) return next(fd, length);
    if (counted()) return -1;
    int done = next(fd, length);
    if (!done) say('t', path, "", length, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t length) { return cutting(fd, length); }
int ftruncate64(int fd, off64_t length) { return cutting(fd, length); }

/* What is open under a name goes on under the new one, or under none. */
static void renamed(const char *old, const char *new) {
    for (int fd = 0; fd < FDS; fd++)
        if (paths[fd] && !strcmp(paths[fd], old)) { free(paths[fd]); paths[fd] = new ? strdup(new) : NULL; }
}

static int renaming(int from_folder, const char *from, int to_folder, const char *to) {
    NEXT(renameat);
    char a[PATH_MAX], b[PATH_MAX];
    const char *old = whole(from_folder, from, a), *new = whole(to_folder, to, b);
    int ours = inside(old) || inside(new);
    if (ours && counted()) return -1;
    int done = next(from_folder, from, to_folder, to);
    if (!done && ours) { say('r', old, new, 0, NULL, 0); renamed(old, new); }
    return done;
}

int rename(const char *from, const char *to) { return renaming(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int a, const char *from, int b, const char *to) { return renaming(a, from, b, to); }

static int removing(int folder, const char *path, int flags) {
    NEXT(unlinkat);
    char room[PATH_MAX];
    const char *gone = whole(folder, path, room);
    int ours = inside(gone) && is_disk(gone);
    if (ours && counted()) return -1;
    int done = next(folder, path, flags);
    if (!done && ours) { say('u', gone, "", 0, NULL, 0); renamed(gone, NULL); }
    return done;
}

int unlink(const char *path) { return removing(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removing(folder, path, flags); }
int rmdir(const char *path) { return removing(AT_FDCWD, path, AT_REMOVEDIR); }

static int making(int folder, const char *path, mode_t mode_) {
    NEXT(mkdirat);
    char room[PATH_MAX];
    const char *made = whole(folder, path, room);
    int ours = inside(made);
    if (ours && counted()) return -1;
    int done = next(folder, path, mode_);
    if (!done && ours) say('m', made, "", 0, NULL, 0);
    return done;
}

int mkdir(const char *path, mode_t mode_) { return making(AT_FDCWD, path, mode_); }
int mkdirat(int folder, const char *path, mode_t mode_) { return making(folder, path, mode_); }

/* Copying inside the kernel would go unseen; whoever is refused it reads and writes instead. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    NEXT(sendfile);
    if (of(out)) { errno = EINVAL; return -1; }
    return next(out, in, offset, count);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
    NEXT(sendfile64);
    if (of(out)) { errno = EINVAL; return -1; }
    return next(out, in, offset, count);
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned int flags) {
    NEXT(copy_file_range);
    if (of(out)) { errno = EINVAL; return -1; }
    return next(in, from, out, to, length, flags);
}
