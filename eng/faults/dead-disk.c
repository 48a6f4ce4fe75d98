// A disk that dies: loaded before the C library (LD_PRELOAD), it counts the calls that change a file below the folder FREEBOARD_DISK and answers the one numbered
// FREEBOARD_DISK_DIES, and every later one, with EIO. The count is kept in the file FREEBOARD_DISK_COUNT (eight bytes), for all threads and processes together.
// Calls that only remove are let through: what is left behind is then the program's doing, not the disk's.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static _Atomic long long *count;
static const char *disk;
static long long dies;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("FREEBOARD_DISK_COUNT"), *at = getenv("FREEBOARD_DISK_DIES");
  disk = getenv("FREEBOARD_DISK");
  dies = at ? atoll(at) : LLONG_MAX;
  int descriptor = file ? open(file, O_RDWR) : -1;
  if (disk == NULL || descriptor < 0) { disk = NULL; return; }
  void *page = mmap(NULL, sizeof(long long), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  count = page == MAP_FAILED ? NULL : page;
  if (count == NULL) disk = NULL;
}

static int below(const char *path) { return disk != NULL && strncmp(path, disk, strlen(disk)) == 0 && path[strlen(disk)] == '/'; }

static int ours(int descriptor) {
  char link[64], path[PATH_MAX];
  if (disk == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return below(path);
}

static int ours_by_name(const char *name) {
  char path[PATH_MAX];
  if (disk == NULL) return 0;
  if (name[0] == '/') return below(name);
  return getcwd(path, sizeof path) != NULL && (strcmp(path, disk) == 0 || below(path));
}

static int dead(void) {
  if (atomic_fetch_add(count, 1) + 1 < dies) return 0;
  errno = EIO;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define BY_FILE(type, name, parameters, arguments) \
  type name parameters { return ours(fd) && dead() ? -1 : NEXT(name) arguments; }

BY_FILE(ssize_t, write, (int fd, const void *bytes, size_t length), (fd, bytes, length))
BY_FILE(ssize_t, writev, (int fd, const struct iovec *parts, int number), (fd, parts, number))
BY_FILE(ssize_t, pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at))
BY_FILE(ssize_t, pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at))
BY_FILE(ssize_t, pwritev, (int fd, const struct iovec *parts, int number, off_t at), (fd, parts, number, at))
BY_FILE(ssize_t, pwritev64, (int fd, const struct iovec *parts, int number, off64_t at), (fd, parts, number, at))
BY_FILE(int, fsync, (int fd), (fd))
BY_FILE(int, fdatasync, (int fd), (fd))
BY_FILE(int, ftruncate, (int fd, off_t length), (fd, length))
BY_FILE(int, ftruncate64, (int fd, off64_t length), (fd, length))
BY_FILE(int, fallocate, (int fd, int mode, off_t at, off_t length), (fd, mode, at, length))
BY_FILE(int, fallocate64, (int fd, int mode, off64_t at, off64_t length), (fd, mode, at, length))

int posix_fallocate(int fd, off_t at, off_t length) { return ours(fd) && dead() ? EIO : NEXT(posix_fallocate)(fd, at, length); }
int posix_fallocate64(int fd, off64_t at, off64_t length) { return ours(fd) && dead() ? EIO : NEXT(posix_fallocate64)(fd, at, length); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned int flags) { return ours(out) && dead() ? -1 : NEXT(copy_file_range)(in, from, out, to, length, flags); }
int rename(const char *old, const char *new) { return ours_by_name(new) && dead() ? -1 : NEXT(rename)(old, new); }
int link(const char *old, const char *new) { return ours_by_name(new) && dead() ? -1 : NEXT(link)(old, new); }
