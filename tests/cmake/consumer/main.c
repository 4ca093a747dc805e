#include <pets.h>

#include <stdio.h>

int main(void)
{
    static const char TEXT[] = "{\"pet\": {\"id\": 7, \"name\": \"Rex\", \"owner\": {\"name\": \"Ann\"}}}";
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    pets_visit visit;
    if (!pets_visit_decode(&arena, TEXT, sizeof TEXT - 1, &visit, &error)) {
        o2c_error_print(&error, stderr);
        return 1;
    }
    pets_pet pet = visit.pet; /* the other document's */
    printf("%s %d %s\n", pet.name.data, (int)pet.id, pet.owner.name.data);
    o2c_arena_deinit(&arena);
    return 0;
}
