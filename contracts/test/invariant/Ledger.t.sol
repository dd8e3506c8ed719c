// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Ledger} from "../../src/core/Ledger.sol";
import {Dues} from "../../src/math/Dues.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {Token} from "../helpers/Token.sol";
import {LedgerHandler} from "./LedgerHandler.sol";
import {LedgerWorld} from "./LedgerWorld.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What stays true of the Ledger after any order of calls, with any tokens, trees, homes and arbiters.
/// @dev Each is checked in the token of the last action, since an action touches one token only, as R-3 shows.
/// A deep run, 10^8 calls over the nineteen invariants of Ledger and Works, checked every 16th call:
/// FOUNDRY_INVARIANT_RUNS=20600 FOUNDRY_INVARIANT_DEPTH=256 FOUNDRY_INVARIANT_CHECK_INTERVAL=16 \
///     tools/forge test --match-path 'contracts/test/invariant/{Ledger,Works}.t.sol'
contract LedgerInvariants is Test {
    LedgerHandler private world;
    Ledger private ledger;

    function setUp() public {
        world = new LedgerHandler();
        ledger = Ledger(world.target());
        bytes4[] memory selectors = new bytes4[](17);
        selectors[0] = LedgerHandler.pay.selector;
        selectors[1] = LedgerHandler.payLittle.selector;
        selectors[2] = LedgerHandler.payMany.selector;
        selectors[3] = LedgerHandler.payPulled.selector;
        selectors[4] = LedgerHandler.donate.selector;
        selectors[5] = LedgerHandler.distribute.selector;
        selectors[6] = LedgerHandler.claim.selector;
        selectors[7] = LedgerHandler.claimTree.selector;
        selectors[8] = LedgerHandler.collect.selector;
        selectors[9] = LedgerHandler.settle.selector;
        selectors[10] = LedgerHandler.batch.selector;
        selectors[11] = LedgerHandler.setMood.selector;
        selectors[12] = LedgerHandler.setArbiter.selector;
        selectors[13] = LedgerHandler.setHome.selector;
        selectors[14] = LedgerHandler.plan.selector;
        selectors[15] = LedgerHandler.trade.selector;
        selectors[16] = LedgerHandler.wait.selector;
        targetContract(address(world));
        targetSelector(FuzzSelector(address(world), selectors));
    }

    /// R-2: what was paid in was paid out or is still here; what nobody paid is nobody's.
    function invariant_R2_paidInIsPaidOutPlusHeld() public view {
        address token = world.last();
        uint256 held = Token(token).balanceOf(address(ledger));
        assertEq(held, world.paidIn(token) + world.donated(token) - world.paidOut(token));
    }

    /// R-2: what left is what the counters of those who can be paid say, however transfers failed.
    function invariant_R2_countersSayWhatLeft() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        uint256 counted = _paidToTwigs(places, token, Kind.ACCOUNT);
        for (uint256 i; i < places.length; ++i) {
            counted += ledger.collectedOf(places[i].key, token);
            counted += _paidToFlows(places[i], token, Kind.ACCOUNT);
        }
        assertEq(counted, world.paidOut(token));
    }

    /// R-2: every gross is what was paid to the bucket and what was lifted to it.
    function invariant_R2_grossIsPaymentsPlusLifts() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        uint256 gross;
        uint256 arrived = _paidToTwigs(places, token, Kind.WORK);
        for (uint256 i; i < places.length; ++i) {
            gross += ledger.grossOf(places[i].key, token);
            arrived += world.direct(token, places[i].key) + _paidToFlows(places[i], token, Kind.WORK);
        }
        assertEq(gross, arrived);
    }

    /// R-2: the dues of a bucket leave dust of less than a wei for each flow, leaf and the residual.
    function invariant_R2_duesLeaveOnlyDust() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        for (uint256 i; i < places.length; ++i) {
            uint256 gross = ledger.grossOf(places[i].key, token);
            uint256 dues = Dues.ofShare(gross, places[i].residual);
            for (uint256 flow; flow < places[i].shares.length; ++flow) {
                dues += Dues.ofShare(gross, places[i].shares[flow]);
            }
            assertLe(dues, gross);
            assertLt(gross - dues, places[i].shares.length + 1);
        }
    }

    /// R-3: the Ledger never owes more than it holds.
    function invariant_R3_neverOwesMoreThanItHolds() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        LedgerWorld.Twig[] memory twigs = world.twigs();
        uint256 owed;
        for (uint256 i; i < places.length; ++i) {
            (uint256[] memory flows, uint256 residual) =
                ledger.owed(world.workAt(places[i].work), places[i].bucket, token);
            owed += residual;
            for (uint256 flow; flow < flows.length; ++flow) {
                if (places[i].kinds[flow] != Kind.TREE) owed += flows[flow];
            }
        }
        for (uint256 i; i < twigs.length; ++i) {
            // The leaves beside a lie can never be paid.
            if (!twigs[i].isProvable) continue;
            owed += _dueOf(places, twigs[i], token) - _paidTo(places, twigs[i], token);
        }
        assertLe(owed, Token(token).balanceOf(address(ledger)));
    }

    /// R-3: what hostile tokens do changes no number in an honest one: a twin that never saw them agrees.
    function invariant_R3_otherTokensChangeNothing() public view {
        Ledger twin = world.twin();
        address token = world.honest();
        LedgerWorld.Place[] memory places = world.places();
        for (uint256 i; i < places.length; ++i) {
            bytes32 key = places[i].key;
            assertEq(ledger.grossOf(key, token), twin.grossOf(key, token));
            assertEq(ledger.collectedOf(key, token), twin.collectedOf(key, token));
            for (uint256 flow; flow < places[i].shares.length; ++flow) {
                assertEq(ledger.paidOf(key, token, flow), twin.paidOf(key, token, flow));
            }
        }
        uint256 held = Token(token).balanceOf(address(ledger)) - world.donated(token);
        assertEq(held, Token(token).balanceOf(address(twin)));
    }

    /// R-4: nobody is ever paid above their due.
    function invariant_R4_nobodyIsPaidAboveTheirDue() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        for (uint256 i; i < places.length; ++i) {
            (bytes32 key, uint256 gross) = (places[i].key, ledger.grossOf(places[i].key, token));
            assertLe(ledger.collectedOf(key, token), Dues.ofShare(gross, places[i].residual));
            for (uint256 flow; flow < places[i].shares.length; ++flow) {
                assertLe(ledger.paidOf(key, token, flow), Dues.ofShare(gross, places[i].shares[flow]));
            }
        }
    }

    /// R-5: whatever was lifted in whatever order, lifting all leads to the amounts that the payments alone determine.
    function invariant_R5_orderChangesNoFinalAmount() public {
        address token = world.last();
        world.liftAll();
        uint256[] memory expected = world.finalGross(token);
        for (uint256 work; work < expected.length; ++work) {
            assertEq(ledger.grossOf(world.keyAt(2 * work), token), expected[work]);
        }
    }

    /// R-6: a tree never pays above its flow, honest or not, nor a leaf above its part of it.
    function invariant_R6_aTreeNeverPaysAboveItsFlow() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        LedgerWorld.Twig[] memory twigs = world.twigs();
        uint256[] memory paid = new uint256[](places.length);
        for (uint256 i; i < twigs.length; ++i) {
            uint256 amount = _paidTo(places, twigs[i], token);
            assertLe(amount, _dueOf(places, twigs[i], token));
            paid[twigs[i].place] += amount;
        }
        for (uint256 i; i < places.length; ++i) {
            for (uint256 flow; flow < places[i].kinds.length; ++flow) {
                if (places[i].kinds[flow] != Kind.TREE) continue;
                assertLe(paid[i], Dues.ofShare(ledger.grossOf(places[i].key, token), places[i].shares[flow]));
            }
        }
    }

    /// R-6: the leaves beside a lie are paid nothing, ever.
    function invariant_R6_aLiePaysNobody() public view {
        address token = world.last();
        LedgerWorld.Place[] memory places = world.places();
        LedgerWorld.Twig[] memory twigs = world.twigs();
        for (uint256 i; i < twigs.length; ++i) {
            if (!twigs[i].isProvable) assertEq(_paidTo(places, twigs[i], token), 0);
        }
    }

    /// R-7: nothing that anybody does lowers a gross or a counter, or lets a call fail that would succeed without
    /// hostile tokens.
    function invariant_R7_nothingEverFalls() public view {
        assertFalse(world.fell());
    }

    /// R-7: after anything, everybody who is owed the honest token and can be paid is paid when they ask.
    function invariant_R7_everybodyCanBePaidNow() public {
        address token = world.honest();
        LedgerWorld.Place[] memory places = world.places();
        for (uint256 i; i < places.length; ++i) {
            Work memory work = world.workAt(places[i].work);
            (uint256[] memory flows,) = ledger.owed(work, places[i].bucket, token);
            for (uint256 flow; flow < flows.length; ++flow) {
                if (places[i].kinds[flow] != Kind.ACCOUNT || flows[flow] == 0) continue;
                assertEq(ledger.claim(work, places[i].bucket, flow, token, address(0)), flows[flow]);
            }
        }
    }

    function _paidToFlows(LedgerWorld.Place memory place, address token, uint8 kind)
        private
        view
        returns (uint256 paid)
    {
        for (uint256 flow; flow < place.kinds.length; ++flow) {
            if (place.kinds[flow] == kind) paid += ledger.paidOf(place.key, token, flow);
        }
    }

    function _paidToTwigs(LedgerWorld.Place[] memory places, address token, uint8 kind)
        private
        view
        returns (uint256 paid)
    {
        LedgerWorld.Twig[] memory twigs = world.twigs();
        for (uint256 i; i < twigs.length; ++i) {
            if (twigs[i].kind == kind) paid += _paidTo(places, twigs[i], token);
        }
    }

    function _paidTo(LedgerWorld.Place[] memory places, LedgerWorld.Twig memory twig, address token)
        private
        view
        returns (uint256)
    {
        return ledger.paidLeafOf(places[twig.place].key, token, twig.flow, twig.prefix);
    }

    function _dueOf(LedgerWorld.Place[] memory places, LedgerWorld.Twig memory twig, address token)
        private
        view
        returns (uint256)
    {
        LedgerWorld.Place memory place = places[twig.place];
        uint256 due = Dues.ofShare(ledger.grossOf(place.key, token), place.shares[twig.flow]);
        return Dues.ofLeaf(due, twig.weight, twig.total);
    }
}
