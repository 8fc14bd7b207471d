/* Starts a program as the desktop of Windows does: by a parent called explorer.exe. */
#include <process.h>
int main(int argc, char **argv) {
  return argc < 2 ? 2 : (int)_spawnvp(_P_WAIT, argv[1], (const char *const *)(argv + 1));
}
