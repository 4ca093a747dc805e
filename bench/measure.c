/**
 * Runs a command and prints its wall time in seconds and its peak resident set in KiB:
 *
 *     measure COMMAND ARGUMENT...
 *
 * A program of its own, because a child's peak starts at the size of what forked it.
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct rusage usage;
    int status = 0;
    double start = now();
    pid_t child;
    if (argc < 2)
        return 2;
    child = fork();
    if (child < 0)
        return 1;
    if (child == 0) {
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    if (wait4(child, &status, 0, &usage) < 0)
        return 1;
    printf("%.3f %ld\n", now() - start, usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
