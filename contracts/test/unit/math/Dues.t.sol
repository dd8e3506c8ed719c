// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../../../src/math/Dues.sol";
import {Flow, PPM, Work} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";

contract DuesTest is CoreTest {
    Shares private shares = new Shares();

    /// R-2: the dues of a bucket never exceed its gross, and what they leave is less than one wei each.
    function test_dues_addUpToTheGrossLessDust(Work memory work, uint128 gross) public view {
        work = valid(work);
        uint256 sum = Dues.ofShare(gross, shares.residualShare(work));
        for (uint256 i; i < work.flows.length; ++i) {
            sum += Dues.ofShare(gross, work.flows[i].share);
        }
        assertLe(sum, gross);
        assertLt(gross - sum, work.flows.length + 1);
    }

    /// R-5: a due never falls when more arrives. (Gross minus the sum of the other floors would.)
    function test_dues_neverFall(uint128 gross, uint128 more, uint32 share, uint128 weight, uint128 total) public pure {
        share = uint32(share % (PPM + 1));
        total = total == 0 ? 1 : total;
        weight = uint128(weight % (uint256(total) + 1));
        uint256 later = uint256(gross) + more > type(uint128).max ? type(uint128).max : uint256(gross) + more;
        (uint256 a, uint256 b) = (Dues.ofShare(gross, share), Dues.ofShare(later, share));
        assertLe(a, b);
        assertLe(Dues.ofLeaf(a, weight, total), Dues.ofLeaf(b, weight, total));
    }

    /// The residual as gross minus floors is wrong: it is 1 wei at a gross of 1, and 0 at a gross of 2.
    function test_residual_asGrossMinusFloors_wouldFall() public pure {
        uint256 share = 500_000;
        assertEq(1 - Dues.ofShare(1, share) - Dues.ofShare(1, share), 1);
        assertEq(2 - Dues.ofShare(2, share) - Dues.ofShare(2, share), 0);
        assertEq(Dues.ofShare(1, PPM - 2 * share), 0);
    }

    /// R-6: what the leaves of a tree are due never exceeds what its flow is due.
    function test_leaves_neverExceedTheirFlow(uint128 due, uint64[] memory weights) public pure {
        uint256 total;
        for (uint256 i; i < weights.length; ++i) {
            total += weights[i];
        }
        vm.assume(total != 0);
        uint256 sum;
        for (uint256 i; i < weights.length; ++i) {
            sum += Dues.ofLeaf(due, weights[i], total);
        }
        assertLe(sum, due);
        assertLt(due - sum, weights.length);
    }

    function test_residualShare_isWhatTheFlowsLeave(Work memory work) public view {
        work = valid(work);
        uint256 sum;
        for (uint256 i; i < work.flows.length; ++i) {
            sum += work.flows[i].share;
        }
        assertEq(shares.residualShare(work), PPM - sum);
    }
}

contract Shares {
    function residualShare(Work calldata work) external pure returns (uint256) {
        (, Flow[] calldata flows) = work.read();
        return Dues.residualShare(flows);
    }
}
