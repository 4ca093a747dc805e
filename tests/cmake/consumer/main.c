#include <pets.h>

#include <stdio.h>

int main(void)
{
    static const char TEXT[] = "{\"id\": 7, \"name\": \"Rex\", \"owner\": {\"name\": \"Ann\"}}";
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    pets_pet pet;
    if (!pets_pet_decode(&arena, TEXT, sizeof TEXT - 1, &pet, &error)) {
        o2c_error_print(&error, stderr);
        return 1;
    }
    printf("%s %d %s\n", pet.name.data, (int)pet.id, pet.owner.name.data);
    o2c_arena_deinit(&arena);
    return 0;
}
