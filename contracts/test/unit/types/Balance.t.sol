// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Balance} from "../../../src/types/Balance.sol";
import {Test} from "forge-std/Test.sol";

contract BalanceTest is Test {
    function test_halvesNeverTouchEachOther(uint128 gross, uint128 collected, uint128 more, uint128 next) public pure {
        Balance balance = Balance.wrap(0).plusGross(gross).withCollected(collected);
        assertEq(balance.gross(), gross);
        assertEq(balance.collected(), collected);
        if (balance.hasRoomFor(more)) balance = balance.plusGross(more);
        else more = 0;
        balance = balance.withCollected(next);
        assertEq(balance.gross(), uint256(gross) + more);
        assertEq(balance.collected(), next);
    }

    function test_hasRoomFor_endsAtTheHighestGross(uint128 gross, uint256 amount) public pure {
        bool fits = amount <= type(uint128).max && uint256(gross) + amount <= type(uint128).max;
        assertEq(Balance.wrap(0).plusGross(gross).hasRoomFor(amount), fits);
    }
}
