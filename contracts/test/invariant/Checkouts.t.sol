// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {CheckoutHandler} from "./CheckoutHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What stays true of checkouts and royalty receivers, whoever calls what in which order.
contract CheckoutsInvariantTest is Test {
    CheckoutHandler private _handler;

    function setUp() public {
        _handler = new CheckoutHandler();
        _handler.setUp();
        bytes4[] memory selectors = new bytes4[](11);
        selectors[0] = CheckoutHandler.settle.selector;
        selectors[1] = CheckoutHandler.arrive.selector;
        selectors[2] = CheckoutHandler.cancel.selector;
        selectors[3] = CheckoutHandler.deliver.selector;
        selectors[4] = CheckoutHandler.refund.selector;
        selectors[5] = CheckoutHandler.donate.selector;
        selectors[6] = CheckoutHandler.note.selector;
        selectors[7] = CheckoutHandler.sweep.selector;
        selectors[8] = CheckoutHandler.royalty.selector;
        selectors[9] = CheckoutHandler.sweepRoyalty.selector;
        selectors[10] = CheckoutHandler.wait.selector;
        targetContract(address(_handler));
        targetSelector(FuzzSelector(address(_handler), selectors));
    }

    /// R-9: all money that came in bought something, was refunded, was swept or is still there.
    function invariant_R9_moneyInIsBoughtRefundedSweptOrHeld() public view {
        uint256 out = _handler.bought() + _handler.refunded() + _handler.swept();
        assertEq(_handler.moneyIn(), out + _handler.balance());
    }

    /// R-9: each nonce buys once or is refunded once.
    function invariant_R9_eachNonceIsAnsweredOnce() public view {
        assertLe(_handler.mostAnswers(), 1);
    }

    /// R-9: everybody has the licenses they paid for and no other.
    function invariant_R9_payersGetWhatTheyPaidFor() public view {
        for (uint256 i; i < 3; ++i) {
            address person = _handler.people(i);
            assertEq(_handler.licensesOf(person), _handler.purchases(person));
        }
    }

    /// R-9: money that arrived within a day is there to be delivered or refunded, whatever was noted and swept.
    function invariant_R9_youngMoneyIsNeverSwept() public view {
        assertGe(_handler.balance(), _handler.youngMoney());
    }

    /// R-2: what bought something or was swept is in the Ledger, to the wei.
    function invariant_R2_whatLeftACheckoutReachedTheLedger() public view {
        assertEq(_handler.grossOf(), _handler.bought() + _handler.swept());
    }

    /// R-2: a royalty is at its receiver or in the resale bucket, to the wei.
    function invariant_R2_royaltiesAreHeldOrCredited() public view {
        assertEq(_handler.royaltiesHeldAndCredited(), _handler.royaltiesIn());
    }

    /// @dev Shown with -vv: how much of the story happened.
    function afterInvariant() public {
        string[9] memory actions =
            ["settle", "arrive", "cancel", "deliver", "refund", "note", "sweep", "royalty", "sweepRoyalty"];
        for (uint256 i; i < actions.length; ++i) {
            emit log_named_uint(actions[i], _handler.count(actions[i]));
        }
    }
}
