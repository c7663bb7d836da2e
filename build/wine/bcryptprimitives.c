/* Go's programs ask bcryptprimitives.dll for random bytes; the Wine of Debian 12 has
 * none yet. Its advapi32 gives the same bytes. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }
