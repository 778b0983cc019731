// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {MockFeeToken} from "../../../contracts/mocks/MockFeeToken.sol";
import {MockHostilePermitToken} from "../../../contracts/mocks/MockHostilePermitToken.sol";
import {MockPermitToken} from "../../../contracts/mocks/MockPermitToken.sol";
import {MockWrappedEther} from "../../../contracts/mocks/MockWrappedEther.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Bob owns 1,000 of a token with permits, of which he has approved none, and deposits 60 for Carol.
contract DepositWithPermitTest is PostOfficeTest {
    struct Permit {
        address owner;
        address spender;
        uint256 value;
        uint256 nonce;
        uint256 deadline;
    }

    string private constant _TYPE =
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
    uint256 private constant _OWNED = 1_000;
    uint256 private constant _AMOUNT = 60;
    uint256 private constant _FAULTS = 9;

    MockPermitToken private _token;

    function setUp() public override {
        super.setUp();
        _token = new MockPermitToken();
        _token.mint(bob.addr, _OWNED);
    }

    /* TOKEN AND TO */

    function test_RevertWhen_TheTokenIsNativeOrHasNoCode() public {
        address[2] memory tokens = [NATIVE, makeAddr("no token")];
        for (uint256 i = 0; i < tokens.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            office.depositWithPermit(tokens[i], carol.addr, _AMOUNT, NOW, 0, 0, 0);
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            office.depositWithPermit(tokens[i], carol.addr, 0, NOW, 0, 0, 0);
        }
    }

    /// @dev The token comes first here, so that the permit can be handed in.
    function test_RevertWhen_ToIsInvalidAndTheTokenToo() public {
        address[2] memory tokens = [NATIVE, carol.addr];
        for (uint256 i = 0; i < tokens.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            office.depositWithPermit(tokens[i], address(0), _AMOUNT, NOW, 0, 0, 0);
            vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, tokens[i]));
            office.depositWithPermit(tokens[i], address(office), _AMOUNT, NOW, 0, 0, 0);
        }
    }

    function test_RevertWhen_ToIsZeroOrTheContract() public {
        address[2] memory receivers = [address(0), address(office)];
        for (uint256 i = 0; i < receivers.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
            expectInvalidReceiver(receivers[i]);
            vm.prank(bob.addr);
            office.depositWithPermit(address(_token), receivers[i], _AMOUNT, NOW, v, r, s);
            expectInvalidReceiver(receivers[i]);
            office.depositWithPermit(address(_token), receivers[i], 0, NOW, 0, 0, 0);
        }
        vm.assertEq(_token.nonces(bob.addr), 0);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
    }

    /* FRESH */

    function test_MovesAndCredits() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        watchLogs();
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, address(0), carol.addr, tokenId(address(_token)), _AMOUNT);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(_token), bob.addr, carol.addr, _AMOUNT);
        _deposit(bob.addr, v, r, s);
        assertLogs(2);
        _assertDeposited();
        vm.assertEq(_token.nonces(bob.addr), 1);
    }

    function test_CreditsTheCallerToo() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(_token), bob.addr, bob.addr, _AMOUNT);
        vm.prank(bob.addr);
        office.depositWithPermit(address(_token), bob.addr, _AMOUNT, NOW, v, r, s);
        assertBalance(bob.addr, address(_token), _AMOUNT);
        assertHeld(address(_token), _AMOUNT);
    }

    /// @dev The permit sets the allowance, whatever stood there before.
    function test_ReplacesAStandingAllowance() public {
        _approve(type(uint256).max);
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        _deposit(bob.addr, v, r, s);
        _assertDeposited();
    }

    function test_GivenSomebodyHandedItInBefore() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        vm.prank(mallory.addr);
        _token.permit(bob.addr, address(office), _AMOUNT, NOW, v, r, s);
        _deposit(bob.addr, v, r, s);
        _assertDeposited();
        vm.assertEq(_token.nonces(bob.addr), 1);
    }

    function test_RevertWhen_HandedInAgain() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        _deposit(bob.addr, v, r, s);
        _expectInsufficientAllowance(0);
        _deposit(bob.addr, v, r, s);
        _assertDeposited();
    }

    /* NO GOOD */

    function test_RevertWhen_ThePermitIsNoGood() public {
        for (uint256 fault = 0; fault < _FAULTS; ++fault) {
            (uint8 v, bytes32 r, bytes32 s) = _faulty(fault);
            _expectInsufficientAllowance(0);
            _deposit(bob.addr, v, r, s);
        }
        _approve(_AMOUNT - 1);
        for (uint256 fault = 0; fault < _FAULTS; ++fault) {
            (uint8 v, bytes32 r, bytes32 s) = _faulty(fault);
            _expectInsufficientAllowance(_AMOUNT - 1);
            _deposit(bob.addr, v, r, s);
        }
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
    }

    function test_GoesByTheStandingAllowance() public {
        for (uint256 fault = 0; fault < _FAULTS; ++fault) {
            uint256 snapshot = vm.snapshotState();
            _approve(_AMOUNT);
            (uint8 v, bytes32 r, bytes32 s) = _faulty(fault);
            _deposit(bob.addr, v, r, s);
            _assertDeposited();
            vm.assertEq(_token.nonces(bob.addr), 0);
            vm.revertToState(snapshot);
        }
    }

    function test_RevertWhen_ThePermitHasExpired() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        vm.warp(NOW + 1);
        _expectInsufficientAllowance(0);
        _deposit(bob.addr, v, r, s);

        _approve(_AMOUNT);
        _deposit(bob.addr, v, r, s);
        _assertDeposited();
    }

    function test_RevertGiven_TheOwnerHasTooLittle() public {
        vm.prank(bob.addr);
        _token.transfer(mallory.addr, _OWNED - _AMOUNT + 1);
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, bob.addr, _AMOUNT - 1, _AMOUNT)
        );
        _deposit(bob.addr, v, r, s);
        vm.assertEq(_token.nonces(bob.addr), 0);
    }

    /* ANOTHER OWNER'S */

    function test_AnothersPermitMovesNothingOfTheirs() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        _expectInsufficientAllowance(0);
        _deposit(mallory.addr, v, r, s);

        // With money and an approval of her own, Mallory pays herself.
        _token.mint(mallory.addr, _AMOUNT);
        vm.prank(mallory.addr);
        _token.approve(address(office), _AMOUNT);
        vm.expectEmit(address(office));
        emit ILedger.Deposited(address(_token), mallory.addr, carol.addr, _AMOUNT);
        _deposit(mallory.addr, v, r, s);
        vm.assertEq(_token.balanceOf(mallory.addr), 0);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
        vm.assertEq(_token.nonces(bob.addr), 0);
        vm.assertEq(_token.allowance(bob.addr, address(office)), 0);

        _deposit(bob.addr, v, r, s);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED - _AMOUNT);
        assertBalance(carol.addr, address(_token), 2 * _AMOUNT);
    }

    /// @dev Handed in at the token, Bob's permit stands as an approval, which serves nobody but Bob.
    function test_AnothersAllowanceServesNobodyElse() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        _token.permit(bob.addr, address(office), _AMOUNT, NOW, v, r, s);
        _expectInsufficientAllowance(0);
        _deposit(mallory.addr, v, r, s);
        vm.assertEq(_token.allowance(bob.addr, address(office)), _AMOUNT);
    }

    /* ODD TOKENS */

    function test_ATokenWithoutPermits() public {
        MockERC20 token = new MockERC20("Plain", "PLAIN", 6);
        _assertGoesByTheAllowance(token);
    }

    function test_ATokenThatSwallowsPermits() public {
        _assertGoesByTheAllowance(new MockWrappedEther());
    }

    function test_ATokenWhosePermitReverts() public {
        _assertGoesByTheAllowance(_hostile(MockHostilePermitToken.Ending.Reverts));
        _assertGoesByTheAllowance(_hostile(MockHostilePermitToken.Ending.RevertsAtLength));
    }

    function test_ATokenWhosePermitBurnsAllGas() public {
        MockHostilePermitToken token = _hostile(MockHostilePermitToken.Ending.BurnsGas);
        token.mint(bob.addr, _AMOUNT);
        vm.startPrank(bob.addr);
        token.approve(address(office), _AMOUNT);
        office.depositWithPermit{gas: 15_000_000}(address(token), carol.addr, _AMOUNT, NOW, 0, 0, 0);
        vm.stopPrank();
        assertBalance(carol.addr, address(token), _AMOUNT);
        assertHeld(address(token), _AMOUNT);
    }

    /// @dev It says that it obeyed, and does. Who calls pays for the token's memory, but not for a copy of it.
    function test_ATokenWhosePermitAnswersAtLength() public {
        uint256 brief = _gasOf(MockHostilePermitToken.Ending.Obeys);
        uint256 words = 100_000 / 32;
        uint256 paid = words * 3 + (words * words) / 512;
        vm.assertLt(_gasOf(MockHostilePermitToken.Ending.ReturnsAtLength), brief + paid + 3_000);
        // Without the permit's effect it is cheaper yet, as there is an approval already.
        vm.assertLt(_gasOf(MockHostilePermitToken.Ending.RevertsAtLength), brief + paid + 3_000);
    }

    function test_RevertWhen_TheTokenTakesAFee() public {
        MockFeeToken token = new MockFeeToken();
        token.mint(bob.addr, 100);
        token.setFee(100);
        vm.startPrank(bob.addr);
        token.approve(address(office), 100);
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), 100, 99));
        office.depositWithPermit(address(token), carol.addr, 100, NOW, 0, 0, 0);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(bob.addr), 100);
    }

    /* AMOUNT AND VALUE */

    /// @dev The permit is handed in all the same: it leaves an allowance of nothing, whatever stood there before.
    function test_ZeroDoesNothing() public {
        _approve(_AMOUNT);
        Permit memory permit = _fresh();
        permit.value = 0;
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, permit);
        vm.expectCall(address(_token), abi.encodeWithSelector(_token.transferFrom.selector), 0);
        watchLogs();
        vm.prank(bob.addr);
        office.depositWithPermit(address(_token), carol.addr, 0, NOW, v, r, s);
        assertLogs(0);
        assertBalance(carol.addr, address(_token), 0);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
        vm.assertEq(_token.nonces(bob.addr), 1);
        vm.assertEq(_token.allowance(bob.addr, address(office)), 0);
    }

    function test_RevertWhen_ValueComesWithIt() public {
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, _fresh());
        vm.prank(bob.addr);
        (bool success, bytes memory answer) = address(office).call{value: 1}(
            abi.encodeCall(office.depositWithPermit, (address(_token), carol.addr, _AMOUNT, NOW, v, r, s))
        );
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
    }

    /// @dev From a token in one's hands to a stamp, in one transaction and without an approval before it.
    function test_IsPostedFromAtOnce() public {
        vm.prank(alice.addr);
        office.setTerms(inboxId, address(_token), STAKE, WINDOW, false);
        _token.mint(bob.addr, POSTAGE);
        Permit memory permit = _fresh();
        permit.value = POSTAGE;
        (uint8 v, bytes32 r, bytes32 s) = _sign(bob, permit);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.depositWithPermit, (address(_token), bob.addr, POSTAGE, NOW, v, r, s));
        calls[1] = abi.encodeCall(office.post, (inputOf(stampOf(address(_token), 1))));
        vm.prank(bob.addr);
        office.multicall(calls);
        assertWord(idOf(stampOf(address(_token), 1)), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(bob.addr, address(_token), 0);
        assertHeld(address(_token), POSTAGE);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED);
    }

    function testFuzz_MovesExactly(uint128 amount, uint256 deadline) public {
        deadline = bound(deadline, NOW, type(uint256).max);
        _token.mint(alice.addr, amount);
        Permit memory permit = Permit(alice.addr, address(office), amount, 0, deadline);
        (uint8 v, bytes32 r, bytes32 s) = _sign(alice, permit);
        vm.prank(alice.addr);
        office.depositWithPermit(address(_token), carol.addr, amount, deadline, v, r, s);
        assertBalance(carol.addr, address(_token), amount);
        assertHeld(address(_token), amount);
        vm.assertEq(_token.balanceOf(alice.addr), 0);
    }

    /* PARTS */

    /// @dev Of Bob's, as the contract asks the token for it.
    function _fresh() private view returns (Permit memory) {
        return Permit(bob.addr, address(office), _AMOUNT, 0, NOW);
    }

    /// @dev A signature that the token refuses for {_fresh}, each for another reason.
    function _faulty(uint256 fault) private view returns (uint8 v, bytes32 r, bytes32 s) {
        if (fault == 0) return (0, 0, 0);
        if (fault == 1) return _sign(mallory, _fresh());
        Permit memory permit = _fresh();
        if (fault == 2) permit.owner = mallory.addr;
        if (fault == 3) permit.spender = mallory.addr;
        if (fault == 4) permit.value = _AMOUNT + 1;
        if (fault == 5) permit.nonce = 1;
        if (fault == 6) permit.deadline = NOW + 1;
        bytes32 separator = _separator();
        if (fault == 7) separator = domainSeparator("Permit", block.chainid + 1, address(_token));
        if (fault == 8) separator = domainSeparator("Permit", block.chainid, address(office));
        return vm.sign(bob.privateKey, typedDataDigest(separator, _hashOf(permit)));
    }

    function _sign(Account memory signer, Permit memory permit) private view returns (uint8, bytes32, bytes32) {
        return vm.sign(signer.privateKey, typedDataDigest(_separator(), _hashOf(permit)));
    }

    function _separator() private view returns (bytes32) {
        return domainSeparator("Permit", block.chainid, address(_token));
    }

    function _hashOf(Permit memory permit) private pure returns (bytes32) {
        return vm.eip712HashStruct(_TYPE, abi.encode(permit));
    }

    function _deposit(address caller, uint8 v, bytes32 r, bytes32 s) private {
        vm.prank(caller);
        office.depositWithPermit(address(_token), carol.addr, _AMOUNT, NOW, v, r, s);
    }

    function _approve(uint256 amount) private {
        vm.prank(bob.addr);
        _token.approve(address(office), amount);
    }

    function _expectInsufficientAllowance(uint256 has) private {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(office), has, _AMOUNT)
        );
    }

    function _assertDeposited() private view {
        assertBalance(carol.addr, address(_token), _AMOUNT);
        assertBalance(bob.addr, address(_token), 0);
        assertHeld(address(_token), _AMOUNT);
        vm.assertEq(_token.balanceOf(bob.addr), _OWNED - _AMOUNT);
        vm.assertEq(_token.allowance(bob.addr, address(office)), 0);
    }

    /// @dev Without an approval it fails, with one it works, and takes no more than was deposited.
    function _assertGoesByTheAllowance(MockERC20 token) private {
        token.mint(bob.addr, _OWNED);
        _expectInsufficientAllowance(0);
        vm.prank(bob.addr);
        office.depositWithPermit(address(token), carol.addr, _AMOUNT, NOW, 27, "r", "s");

        vm.startPrank(bob.addr);
        token.approve(address(office), _AMOUNT + 1);
        office.depositWithPermit(address(token), carol.addr, _AMOUNT, NOW, 27, "r", "s");
        vm.stopPrank();
        assertBalance(carol.addr, address(token), _AMOUNT);
        assertHeld(address(token), _AMOUNT);
        vm.assertEq(token.balanceOf(bob.addr), _OWNED - _AMOUNT);
        vm.assertEq(token.allowance(bob.addr, address(office)), 1);
    }

    function _hostile(MockHostilePermitToken.Ending ending) private returns (MockHostilePermitToken token) {
        token = new MockHostilePermitToken();
        token.setEnding(ending);
    }

    function _gasOf(MockHostilePermitToken.Ending ending) private returns (uint256 used) {
        MockHostilePermitToken token = _hostile(ending);
        token.mint(bob.addr, _AMOUNT);
        vm.startPrank(bob.addr);
        token.approve(address(office), _AMOUNT);
        used = gasleft();
        office.depositWithPermit(address(token), carol.addr, _AMOUNT, NOW, 0, 0, 0);
        used -= gasleft();
        vm.stopPrank();
        assertBalance(carol.addr, address(token), _AMOUNT);
    }
}
